import os

print("output", os.environ["EXECUTION_MODE"])
