package io.dumpwarden.load;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A dump in frames, written by hand and kept in memory. */
final class FramedSql implements FrameTexts {

  static final String HEAD =
      """
      -- Dumpwarden
      -- Server version 11.4.5-MariaDB
      /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
      /*!40101 SET NAMES utf8mb4 */;
      /*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
      /*!40103 SET TIME_ZONE='+00:00' */;
      /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
      /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

      """;

  private final List<Frame> frames = new ArrayList<>();
  private final Map<Long, byte[]> texts = new HashMap<>();
  private long end;

  /** Which were read, by their offsets. */
  final ConcurrentLinkedQueue<Frame> read = new ConcurrentLinkedQueue<>();

  /** Called when a frame is opened. */
  volatile Runnable onOpen = () -> {};

  FramedSql definitions(String sql) {
    return add(FrameKind.DEFINITIONS, List.of(), null, sql, null);
  }

  FramedSql rest(String sql) {
    return add(FrameKind.REST, List.of(), null, sql, null);
  }

  /** One INSERT; each value is a row in parentheses. */
  FramedSql rows(String database, String table, String columns, List<String> values) {
    String sql =
        "USE `%s`;\nINSERT INTO `%s` (%s) VALUES\n%s;\n"
            .formatted(
                database.replace("`", "``"),
                table.replace("`", "``"),
                columns,
                String.join(",\n", values));
    String range = values.get(0).substring(0, Math.min(8, values.get(0).length())) + "…";
    return add(
        FrameKind.ROWS, List.of(new FrameTable(database, table)), range, sql, (long) values.size());
  }

  FramedSql add(
      FrameKind kind,
      List<FrameTable> tables,
      @Nullable String range,
      String sql,
      @Nullable Long rows) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    frames.add(new Frame(kind, tables, range, end, bytes.length, bytes.length, "", rows));
    texts.put(end, bytes);
    end += bytes.length;
    return this;
  }

  List<Frame> frames() {
    return List.copyOf(frames);
  }

  @Override
  public InputStream open(Frame frame) throws IOException {
    read.add(frame);
    onOpen.run();
    byte[] text = texts.get(frame.offset());
    if (text == null) {
      throw new IOException("there is no frame at " + frame.offset());
    }
    return new ByteArrayInputStream(text);
  }
}
