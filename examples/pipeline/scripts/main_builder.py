import os

print("builder", os.environ["EXECUTION_MODE"])
