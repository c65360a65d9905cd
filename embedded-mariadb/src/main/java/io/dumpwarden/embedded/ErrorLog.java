package io.dumpwarden.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The error log that servers of one folder write, one after the other. */
record ErrorLog(Path path) {

  private static final long KEEP_BYTES = 4L << 20;
  private static final int TAIL_BYTES = 16 << 10;
  private static final int TAIL_LINES = 15;

  /** Sets a long log aside, and returns where the next server's part begins. */
  long mark() throws IOException {
    if (!Files.exists(path)) {
      return 0;
    }
    if (Files.size(path) < KEEP_BYTES) {
      return Files.size(path);
    }
    Path old = path.resolveSibling(path.getFileName() + ".1");
    Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }

  /** The last lines after the mark, without the notes that every start writes. */
  String tail(long mark) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(mark, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> lines =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.contains("[Note]"))
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
  }
}
