package io.dumpwarden.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole statement, without what ends it. Its bytes are only valid while it is handed over.
 *
 * @param line of the text that it begins in, the first is 1
 */
record SqlText(byte[] bytes, int offset, int length, long line) {

  private static final int SHOWN = 200;
  private static final String NAME = "`(?:[^`]|``)*+`";
  private static final int HEAD = 1024;
  private static final Pattern USE = Pattern.compile("USE\\s+`((?:[^`]|``)+)`");
  private static final Pattern CREATE_TABLE =
      Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?`((?:[^`]|``)+)`");
  private static final Pattern ROWS =
      Pattern.compile("(?:INSERT|REPLACE|UPDATE|DELETE)\\b", Pattern.CASE_INSENSITIVE);

  /** All of a statement with rows that is no row: keywords, names, the list of columns. */
  private static final Pattern WITHOUT_ROWS =
      Pattern.compile(
          "[\\w\\s.]*+(?:%1$s[\\s.]*+)*+(?:\\((?:%1$s|[\\s,])*+\\)\\s*+)?+(?:VALUES?\\b)?+"
              .formatted(NAME),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PLAIN_SETTING =
      Pattern.compile("(?:/\\*M?!\\d*\\s*)?SET @@(?i:session)\\.\\w+=\\w+\\s*(?:\\*/)?");
  private static final Pattern SETTING =
      Pattern.compile("(?:/\\*M?!\\d*\\s*)?SET\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  SqlText(byte[] bytes, long line) {
    this(bytes, 0, bytes.length, line);
  }

  SqlText(String sql, long line) {
    this(sql.getBytes(StandardCharsets.UTF_8), line);
  }

  /** Whether it sets a variable of the session to a plain value, as may stand in front of rows. */
  boolean isPlainSetting() {
    return PLAIN_SETTING.matcher(begin()).matches();
  }

  static SqlText of(String sql) {
    return new SqlText(sql, 1);
  }

  /** One whose bytes are its own. */
  SqlText copy() {
    return new SqlText(Arrays.copyOfRange(bytes, offset, offset + length), line);
  }

  /** Its beginning alone, with bytes of its own. */
  SqlText head() {
    return new SqlText(Arrays.copyOfRange(bytes, offset, offset + Math.min(length, HEAD)), line);
  }

  /** All of it, for statements of a size that fits. */
  String whole() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  /**
   * Its beginning, for people. Rows are not: what people read is kept in histories and logs, and
   * the rows are nobody's business there.
   */
  String shown() {
    String head = begin();
    if (head.isEmpty() || !isStatement(head.charAt(0))) {
      return "…";
    }
    String open = ROWS.matcher(head).lookingAt() ? withoutRows(head) : head;
    String cut = open.length() > SHOWN ? open.substring(0, SHOWN) : open;
    return cut.length() < head.length() ? cut.stripTrailing() + "…" : cut;
  }

  /** Anything else may be a piece of rows. */
  private static boolean isStatement(char first) {
    return Character.isLetter(first) || first == '/';
  }

  private static String withoutRows(String head) {
    Matcher matcher = WITHOUT_ROWS.matcher(head);
    return matcher.lookingAt() ? matcher.group() : "";
  }

  /** The database that a USE names. */
  Optional<String> used() {
    return name(USE);
  }

  /** The table that is made. */
  Optional<String> createdTable() {
    return name(CREATE_TABLE);
  }

  /** Whether it sets nothing but variables of the session. */
  boolean isSetting() {
    return SETTING.matcher(begin()).matches();
  }

  boolean startsWith(byte[] prefix) {
    if (length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[offset + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> name(Pattern pattern) {
    Matcher matcher = pattern.matcher(begin());
    return matcher.lookingAt()
        ? Optional.of(matcher.group(1).replace("``", "`"))
        : Optional.empty();
  }

  private String begin() {
    return new String(bytes, offset, Math.min(length, HEAD), StandardCharsets.UTF_8);
  }
}
