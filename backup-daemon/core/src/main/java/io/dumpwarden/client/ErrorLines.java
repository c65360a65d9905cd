package io.dumpwarden.client;

import io.dumpwarden.dump.ToolFailure;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks the errors out of what a client says: all are counted, the first ones are kept. Safe for
 * use by many threads.
 */
public final class ErrorLines {

  static final int KEPT = 200;
  private static final int LONGEST_MESSAGE = 2_000;
  private static final Pattern ERROR =
      Pattern.compile("ERROR(?: \\d+ \\(\\w+\\))?(?: at line (\\d+))?.*");

  private final List<SqlError> kept = new ArrayList<>();
  private long count;
  private boolean gone;

  /**
   * Takes one line of what the client says.
   *
   * @param linesBefore how many lines of the dump the client was not given
   */
  public synchronized void hear(String line, long linesBefore) {
    Matcher error = ERROR.matcher(line);
    if (error.matches()) {
      String at = error.group(1);
      add(new SqlError(at == null ? 0 : Long.parseLong(at) + linesBefore, line, null));
      gone |= ToolFailure.classify(line).filter(ErrorCode.SERVER_GONE::equals).isPresent();
    } else if (!line.isBlank() && count > 0 && count == kept.size()) {
      continueLast(line);
    }
  }

  /** Whether the connection was lost: what follows from that are no errors of the dump. */
  public synchronized boolean serverGone() {
    return gone;
  }

  public synchronized long count() {
    return count;
  }

  public synchronized List<SqlError> kept() {
    return List.copyOf(kept);
  }

  public synchronized void add(SqlError error) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(error);
    }
  }

  /** Messages may hold line breaks, as they quote the statement. */
  private void continueLast(String line) {
    SqlError last = kept.remove(kept.size() - 1);
    String message = last.message() + " " + line;
    kept.add(
        message.length() > LONGEST_MESSAGE
            ? last
            : new SqlError(last.line(), message, last.context()));
  }
}
