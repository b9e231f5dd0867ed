"""Types of arguments, for argparse."""
import argparse


def readable(path):
    """Returns the path of a file that can be read; argparse says of another one that it cannot."""
    try:
        open(path, "rb").close()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read: {error.strerror}")
    return path
