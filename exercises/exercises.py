"""No chapter: with it a chapter's file runs by itself, from any folder and in any editor.

What such a file imports, Python looks for beside it first. As `exercises` it finds this file, which
says that the chapters lie in the same folder.
"""

import os

__path__ = [os.path.dirname(os.path.abspath(__file__))]
