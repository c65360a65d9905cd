package io.dumpwarden.app.command;

import java.util.List;
import java.util.Map;

/** The ways of compression, and the stock program that undoes each. */
enum Packing {
  ZSTD(List.of("--compress-type", "zstd"), ".zst", List.of("zstd", "-dc")),
  GZIP(List.of("--compress-type", "gzip", "--compress-level", "1"), ".gz", List.of("gunzip", "-c")),
  PGZIP(List.of("--compress-type", "pgzip"), ".gz", List.of("gunzip", "-c")),
  XZ(List.of("--compress-type", "xz", "--compress-level", "0"), ".xz", List.of("xz", "-dc")),
  ZLIB(
      List.of("--compress-type", "zlib", "--compress-level", "1"),
      ".zlib",
      List.of(
          "python3",
          "-c",
          "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))")),
  NONE(List.of("--compress-type", "none"), ".sql", List.of("cat"));

  private final List<String> options;
  private final String extension;
  private final List<String> unpacks;

  Packing(List<String> options, String extension, List<String> unpacks) {
    this.options = options;
    this.extension = extension;
    this.unpacks = unpacks;
  }

  /** What a backup is told. */
  List<String> options() {
    return options;
  }

  /** The same in the words of a run's request. */
  Map<String, String> words() {
    return Map.of("compress_type", options.get(1));
  }

  /** What the names of unencrypted files end with. */
  String extension() {
    return extension;
  }

  /** The program, from standard input to standard output. */
  List<String> unpacks() {
    return unpacks;
  }
}
