#!/usr/bin/python3
"""RFC 9162, 2.1, word for word and slowly: roots and proofs of all logs of fewer than N entries "entry 0", "entry 1" ..."""
import hashlib
import sys


def sha(data):
    return hashlib.sha256(data).digest()


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


CACHE = {}


def mth(d, begin, end):
    if (begin, end) not in CACHE:
        if begin == end:
            value = sha(b"")
        elif end - begin == 1:
            value = sha(b"\x00" + d[begin])
        else:
            k = split(end - begin)
            value = sha(b"\x01" + mth(d, begin, begin + k) + mth(d, begin + k, end))
        CACHE[begin, end] = value
    return CACHE[begin, end]


def path(m, d, begin, end):
    if end - begin == 1:
        return []
    k = split(end - begin)
    if m < k:
        return path(m, d, begin, begin + k) + [mth(d, begin + k, end)]
    return path(m - k, d, begin + k, end) + [mth(d, begin, begin + k)]


def subproof(m, d, begin, end, whole):
    if m == end - begin:
        return [] if whole else [mth(d, begin, end)]
    k = split(end - begin)
    if m <= k:
        return subproof(m, d, begin, begin + k, whole) + [mth(d, begin + k, end)]
    return subproof(m - k, d, begin + k, end, False) + [mth(d, begin, begin + k)]


def shown(digests):
    return ",".join(digest.hex() for digest in digests)


def main():
    most = int(sys.argv[1])
    d = [b"entry %d" % i for i in range(most)]
    for n in range(most):
        print("root", n, 0, mth(d, 0, n).hex())
        for i in range(n):
            print("inclusion", i, n, shown(path(i, d, 0, n)))
        for m in range(1, n + 1):
            print("consistency", m, n, shown(subproof(m, d, 0, n, True)))


main()
