package io.dumpwarden.dump;

import io.dumpwarden.definition.DumpHead;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.ClientCharset;
import io.dumpwarden.script.SqlHead;
import io.dumpwarden.script.SqlSplitter;
import io.dumpwarden.script.SqlToken;
import io.dumpwarden.script.SqlTokens;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.DumpedObjects;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a dump as it passes, and tells what it holds by its own words. Memory does not grow with
 * the rows, only with the number of objects. For one thread at a time.
 */
public final class DumpScan {

  private static final int KEPT_OF_HEADER = 1024 * 1024;
  private static final String SERVER = "-- Server version";

  private final DumpContents contents = new DumpContents();
  private final HeaderPosition position = new HeaderPosition();
  private final SqlSplitter splitter =
      new SqlSplitter(new Looker(), SqlSplitter.Rows.BY_LINES, KEPT_OF_HEADER);

  /**
   * Whether a trigger stands there as it came, in its author's encoding, as in MariaDB's dumps and
   * in ours; in MySQL's its name is in UTF-8.
   */
  private boolean encodingsVary;

  /** Negative as soon as some are not known. */
  private long rows;

  private String lastInsert = "";

  private Charset names = StandardCharsets.UTF_8;

  private final @Nullable FrameCutter cutter;

  public DumpScan() {
    this(null);
  }

  /**
   * @param cutter to be told where the dump may be cut
   */
  DumpScan(@Nullable FrameCutter cutter) {
    this.cutter = cutter;
  }

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    if (cutter == null) {
      splitter.see(bytes, offset, length);
      return;
    }
    cutter.see(bytes, offset);
    splitter.see(bytes, offset, length);
    cutter.seen(length);
  }

  /** The databases that the dump creates or fills, in its order. */
  public List<String> databases() {
    return contents.databases();
  }

  /** What the dump holds of a database; nothing where it does not speak of it. */
  public DumpedObjects objects(String database) {
    return contents.objects(database);
  }

  /**
   * The position that the dump names; empty where it names none.
   *
   * @param exact what {@link PositionOptions} says of the options of this dump
   */
  public Optional<BinlogPosition> position(boolean exact) {
    return position.position(exact);
  }

  /**
   * The rows that it inserts; empty where the tool does not give each a line of its own, as
   * MariaDB's does.
   */
  public OptionalLong rows() {
    return rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  private final class Looker implements SqlSplitter.Sink {

    @Override
    public void begins() {
      if (cutter != null) {
        cutter.begins(splitter.position());
      }
    }

    @Override
    public void comment(SqlHead head) {
      if (cutter != null) {
        cutter.comment(head);
      }
      if (head.startsWith(DumpHead.MARK)
          || head.startsWith(SERVER) && head.text().contains("MariaDB")) {
        encodingsVary = true;
      }
      position.comment(head);
      leaveHeader();
    }

    @Override
    public void statement(SqlHead head) {
      String text = head.text(names);
      SqlTokens tokens = new SqlTokens(text, splitter.mode());
      String verb = tokens.next().map(SqlToken::keyword).orElse("");
      position.statement(verb, head);
      leaveHeader();
      switch (verb) {
        case "SET" -> settings(text);
        case "USE" -> {
          contents.use(tokens);
          lastInsert = "";
        }
        case "CREATE" -> contents.create(text, tokens).ifPresent(this::holds);
        case "INSERT", "REPLACE" -> {
          count(splitter.rowLines());
          filled(text, tokens);
        }
        default -> {}
      }
      if (cutter != null && splitter.delimiterLength() == 1) {
        cutter.statement(splitter.position());
      }
    }

    private void holds(FrameTable table) {
      if (cutter != null) {
        cutter.holds(table);
      }
    }

    /** Most INSERT begin as the one before. */
    private void filled(String head, SqlTokens tokens) {
      if (cutter != null && !(head.equals(lastInsert) && cutter.holdsSome())) {
        lastInsert = head;
        cutter.holds(contents.filled(tokens));
      }
    }

    private void count(OptionalLong lines) {
      rows = rows < 0 || lines.isEmpty() ? -1 : rows + lines.getAsLong();
    }

    private void settings(String text) {
      if (encodingsVary) {
        names = ClientCharset.in(text).orElse(names);
      }
    }

    private void leaveHeader() {
      if (!position.inHeader()) {
        splitter.headerEnds();
      }
    }
  }
}
