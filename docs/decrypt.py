#!/usr/bin/env python3
"""Decrypts a file of format aes-256-gcm (.enc), as docs/storage-format.md specifies it.

Usage: decrypt.py PASSPHRASE_FILE < backup.sql.zst.enc > backup.sql.zst

Needs Python 3.8 and its package cryptography. Trust the output only where this ends with status 0.
"""
import hashlib
import hmac
import struct
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def exactly(source, count, what):
    data = source.read(count)
    if len(data) < count:
        sys.exit("truncated: the file ends within " + what)
    return data


def read_header(source):
    head = exactly(source, 18, "its header")
    if head[:16] != b"Salted__DWARDEN\x01":
        sys.exit("not a file of format aes-256-gcm, version 1")
    (length,) = struct.unpack(">H", head[16:18])
    header = head + exactly(source, length - 18, "its header")
    if hashlib.sha256(header[:-8]).digest()[:8] != header[-8:]:
        sys.exit("the header is damaged")
    if header[18] != 1 or header[19] != 1:
        sys.exit("an unknown way to derive the key, or an unknown cipher")
    return header


def segment_key(header, passphrase, salt):
    iterations = struct.unpack(">I", header[20:24])[0]
    key = hashlib.pbkdf2_hmac("sha256", passphrase, header[28:44], iterations, 32)
    check = hmac.new(key, b"dumpwarden key check", "sha256").digest()[:16]
    if not hmac.compare_digest(check, header[44:60]):
        sys.exit("wrong key: this file wants key " + header[61:-8].decode())
    # HKDF-SHA256 (RFC 5869), one block: all of the header is its info
    extracted = hmac.new(salt, key, "sha256").digest()
    return hmac.new(extracted, header + b"\x01", "sha256").digest()


def decrypt(source, target, passphrase):
    header = read_header(source)
    size = struct.unpack(">I", header[24:28])[0]
    start = exactly(source, 40, "its header")
    if start[0] != 40:
        sys.exit("the stream's header is damaged")
    cipher = AESGCM(segment_key(header, passphrase, start[1:33]))
    segment = source.read(size - len(header) - 40)
    number = 0
    while True:
        following = source.read(size)
        nonce = start[33:40] + struct.pack(">IB", number, 0 if following else 1)
        try:
            target.write(cipher.decrypt(nonce, segment, None))
        except Exception:
            sys.exit("segment %d is damaged, or the file is truncated there" % number)
        if not following:
            return
        segment, number = following, number + 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        secret = file.read()
    if secret.endswith(b"\n"):
        secret = secret[:-1]
    if secret.endswith(b"\r"):
        secret = secret[:-1]
    decrypt(sys.stdin.buffer, sys.stdout.buffer, secret)
    sys.stdout.buffer.flush()
