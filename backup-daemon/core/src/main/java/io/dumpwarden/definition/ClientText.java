package io.dumpwarden.definition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement in the encoding that its author's client spoke, in which it has to be made again: the
 * server remembers that encoding, and reads the texts in it accordingly.
 *
 * @param characterSet to be the client's while it is made
 */
record ClientText(byte[] statement, String characterSet) {

  private static final String OURS = "utf8mb4";
  private static final String NAME = "`(?:[^`]|``)*+`";
  private static final String TEXT = "'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'";

  /** What servers write into a statement by themselves, and in UTF-8. */
  private static final List<Pattern> OF_SERVER =
      List.of(
          Pattern.compile("\\ACREATE DEFINER=(" + NAME + ")"),
          Pattern.compile(
              "(?i)\\ACREATE (?:DEFINER=%1$s(?:@%1$s)? )?[A-Z ]+ (%1$s)".formatted(NAME)),
          Pattern.compile(
              "(?i)\\ACREATE [^\\n]*? TRIGGER %1$s [A-Z]+ [A-Z]+ ON (%1$s)".formatted(NAME)),
          Pattern.compile("(?:\\n   |(?:ABLE|SLAVE|REPLICA)) COMMENT (" + TEXT + ")(?:\\n| DO )"));

  /** Reads it again where it was another encoding than ours. */
  static ClientText of(ServerReading server, Defined object, Shown shown) throws SQLException {
    String client = shown.setting("character_set_client");
    if (client.equals(OURS) || client.isEmpty()) {
      return new ClientText(shown.statement(), OURS);
    }
    server.results(client);
    String statement;
    try {
      statement = latin(Shown.of(server, object).statement());
      if (!client.startsWith("utf8")) {
        statement = repaired(server, statement);
      }
    } finally {
      server.results(OURS);
    }
    // the whole of a view was turned into our encoding; of others, parts may not have been
    String ours =
        object.kind() == DefinedKind.VIEW || ascii(statement).equals(statement)
            ? latin(shown.statement())
            : converted(server, statement, client);
    return readsAlike(statement, ours)
        ? new ClientText(statement.getBytes(StandardCharsets.ISO_8859_1), client)
        : new ClientText(ours.getBytes(StandardCharsets.ISO_8859_1), OURS);
  }

  /** Each byte as one character. */
  String latin() {
    return latin(statement);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Whether clients find its quotes where they are. Some encodings have bytes in their characters
   * that look like a backslash or a quote; and what an encoding lacks has become a question mark.
   */
  private static boolean readsAlike(String one, String other) {
    return ascii(one).equals(ascii(other));
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x00-\\x7f]", "");
  }

  private static String repaired(ServerReading server, String statement) throws SQLException {
    String repaired = statement;
    for (Pattern pattern : OF_SERVER) {
      Matcher matcher = pattern.matcher(repaired);
      if (matcher.find() && isUtf8(matcher.group(1))) {
        String part = converted(server, matcher.group(1), OURS);
        repaired =
            repaired.substring(0, matcher.start(1)) + part + repaired.substring(matcher.end(1));
      }
    }
    return repaired;
  }

  private static boolean isUtf8(String latin) {
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return !ascii(latin).equals(latin);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Has the server turn a text of an encoding into that of its results. */
  private static String converted(ServerReading server, String latin, String characterSet)
      throws SQLException {
    String hex = HexFormat.of().formatHex(latin.getBytes(StandardCharsets.ISO_8859_1));
    return server
        .shown(
            row -> latin(row.getBytes(1)),
            "SELECT CONVERT(X'%s' USING %s)".formatted(hex, characterSet))
        .get(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientText text
        && characterSet.equals(text.characterSet)
        && Arrays.equals(statement, text.statement);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(statement);
  }

  @Override
  public String toString() {
    return characterSet + ": " + latin();
  }
}
