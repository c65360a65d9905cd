package io.dumpwarden.dump;

import io.dumpwarden.pipeline.FrameCuts;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.SqlHead;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a dump tool's stream may be cut: in front of the comments that a table's section
 * begins with, where the frame has some length, and within a table, or where sections have no
 * comments, behind a statement where it has become long. One for all passes of a dump. For one
 * thread.
 */
final class FrameCutter implements FrameCuts {

  static final long LEAST = 1L << 20;

  static final long MOST = 32L << 20;

  /** What a section begins with, as the dump tools of both makes write it. */
  private static final List<String> SECTIONS =
      List.of(
          "-- Table structure for ",
          "-- Dumping data for ",
          "-- Current Database",
          "-- Temporary ",
          "-- Final view ",
          "-- Sequence structure for ",
          "-- Dumping events ",
          "-- Dumping routines ");

  private final Deque<Cut> cuts = new ArrayDeque<>();
  private final Set<FrameTable> tables = new LinkedHashSet<>();
  private byte[] bytes = {};
  private int offset;

  /** Raw bytes before those that are being looked at. */
  private long passed;

  private long frameBegin;

  /** Where the comments began that no statement has followed yet; negative where one has. */
  private long comments = -1;

  private long settled;
  private String subject = "";

  /** Bytes are about to be looked at. */
  void see(byte[] some, int from) {
    bytes = some;
    offset = from;
  }

  /** They were. */
  void seen(int length) {
    passed += length;
    boolean waits = comments >= 0 && passed - comments <= MOST_HELD;
    settled = waits ? comments : passed;
  }

  /**
   * A statement or comment begins.
   *
   * @param position its index in the bytes
   */
  void begins(int position) {
    if (bytes[position] != '-') {
      comments = -1;
    } else if (comments < 0) {
      comments = place(position);
    }
  }

  void comment(SqlHead head) {
    if (SECTIONS.stream().noneMatch(head::startsWith)) {
      return;
    }
    String text = head.text();
    String name = text.substring(Math.max(0, text.indexOf('`')));
    boolean another = !name.equals(subject);
    subject = name;
    if (another && comments >= settled && comments - frameBegin >= LEAST) {
      cut(comments);
    }
  }

  /** Behind a statement, where the delimiter is the usual one. */
  void statement(int position) {
    long end = place(position);
    if (end - frameBegin >= MOST) {
      cut(end);
    }
  }

  /** The frame holds something of a table. */
  void holds(FrameTable table) {
    tables.add(table);
  }

  /** Whether a table was told of since the last cut. */
  boolean holdsSome() {
    return !tables.isEmpty();
  }

  @Override
  public Optional<Cut> next() {
    return Optional.ofNullable(cuts.poll());
  }

  @Override
  public long settled() {
    return settled;
  }

  @Override
  public List<FrameTable> tables() {
    return List.copyOf(tables);
  }

  private void cut(long at) {
    cuts.add(new Cut(at, List.copyOf(tables)));
    tables.clear();
    frameBegin = at;
  }

  private long place(int position) {
    return passed + position - offset;
  }
}
