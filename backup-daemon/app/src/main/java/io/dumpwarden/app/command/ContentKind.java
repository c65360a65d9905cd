package io.dumpwarden.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** What a decrypted file holds, by its first bytes: it is left compressed as it was. */
enum ContentKind {
  ZSTD("28b52ffd", "it is compressed by zstd: `zstd -dc %s | mariadb` restores it"),
  GZIP("1f8b", "it is compressed by gzip: `gunzip -c %s | mariadb` restores it"),
  XZ("fd377a585a00", "it is compressed by xz: `xz -dc %s | mariadb` restores it"),
  ZLIB("78", "it is compressed by zlib: `zlib-flate -uncompress < %s | mariadb` restores it"),
  OTHER("", "it is not compressed: `mariadb < %s` restores it");

  private static final int LONGEST = 6;

  private final String begin;
  private final String advice;

  ContentKind(String begin, String advice) {
    this.begin = begin;
    this.advice = advice;
  }

  static ContentKind of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = HexFormat.of().formatHex(in.readNBytes(LONGEST));
      for (ContentKind kind : values()) {
        if (head.startsWith(kind.begin)) {
          return kind;
        }
      }
    }
    return OTHER;
  }

  String advice(Path file) {
    return advice.formatted(file);
  }
}
