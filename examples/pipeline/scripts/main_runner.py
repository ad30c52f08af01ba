import os

print("runner", os.environ["EXECUTION_MODE"])
