package io.dumpwarden.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells which statement a line of a dump belongs to. Remembers the statements that began last, more
 * than a client can be behind. For one thread that shows it the dump; any may ask.
 */
public final class ScriptLines {

  private static final int REMEMBERED = 10_000;
  private static final int PIECE = 256 * 1024;

  /**
   * A statement of a dump.
   *
   * @param statement its kind and object: {@code INSERT INTO `shop`.`orders`}
   * @param firstLine where it begins, counted from 1
   */
  public record Place(String statement, long firstLine) {}

  private final SqlSplitter splitter = new SqlSplitter(new Remembering());
  private final StatementContext context = new StatementContext();

  /** By the line that clients name: where the comments in front of a statement begin. */
  private final TreeMap<Long, Place> statements = new TreeMap<>();

  private byte[] bytes = {};
  private int counted;
  private long line = 1;
  private long firstLine = 1;
  private long commentedSince;

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] some, int offset, int length) {
    bytes = some;
    counted = offset;
    splitter.see(some, offset, length);
    countTo(offset + length);
    bytes = new byte[0];
  }

  /**
   * The last statement that began at this line or before, with the comments in front of it.
   *
   * @param number counted from 1
   * @return empty where it was not seen, or is forgotten
   */
  public Optional<Place> at(long number) {
    synchronized (statements) {
      return Optional.ofNullable(statements.floorEntry(number)).map(Map.Entry::getValue);
    }
  }

  /** Reads a dump again, up to that line. */
  public static Optional<Place> find(InputStream sql, long number) throws IOException {
    ScriptLines lines = new ScriptLines();
    byte[] piece = new byte[PIECE];
    for (int n = sql.read(piece); n >= 0 && lines.firstLine <= number; n = sql.read(piece)) {
      lines.see(piece, 0, n);
    }
    lines.splitter.end();
    return lines.at(number);
  }

  private void countTo(int position) {
    line += Newlines.count(bytes, counted, position);
    counted = position;
  }

  private final class Remembering implements SqlSplitter.Sink {

    @Override
    public void begins() {
      countTo(splitter.position());
      firstLine = line;
      commentedSince = commentedSince == 0 ? line : commentedSince;
    }

    @Override
    public void rows(SqlHead head) {
      remember(head);
    }

    @Override
    public void statement(SqlHead head) {
      remember(head);
      commentedSince = 0;
    }

    @Override
    public void command(SqlHead head) {
      commentedSince = 0;
    }

    @Override
    public void comment(SqlHead head) {
      context.comment(head);
    }

    /** The first of a line stays: clients tell the line where a line's first statement begins. */
    private void remember(SqlHead head) {
      SqlStatement statement = context.enter(head, splitter);
      synchronized (statements) {
        statements.putIfAbsent(
            commentedSince, new Place(statement.describe(context.database()), firstLine));
        if (statements.size() > REMEMBERED) {
          statements.pollFirstEntry();
        }
      }
    }
  }
}
