from models import double


def run() -> int:
    return double(21)
