package io.dumpwarden.script;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The encoding of what follows in a dump of MariaDB: triggers keep that of their author. */
public final class ClientCharset {

  private static final Pattern SET =
      Pattern.compile("(?:/\\*!\\d+ )?SET character_set_client\\s*=\\s*(@?\\w+)[^,]*");

  /** The servers' names that Java does not know, or knows for something else. */
  private static final Map<String, String> NAMES =
      Map.of(
          "latin1", "windows-1252",
          "latin2", "ISO-8859-2",
          "latin5", "ISO-8859-9",
          "latin7", "ISO-8859-13",
          "ujis", "EUC-JP",
          "euckr", "EUC-KR",
          "koi8r", "KOI8-R",
          "koi8u", "KOI8-U");

  private ClientCharset() {}

  /** Empty where the statement does not set it. */
  public static Optional<Charset> in(String statement) {
    Matcher matcher = SET.matcher(statement);
    return matcher.matches() ? Optional.of(named(matcher.group(1))) : Optional.empty();
  }

  private static Charset named(String name) {
    if (name.startsWith("utf8") || name.startsWith("@")) {
      return StandardCharsets.UTF_8;
    }
    String known = NAMES.getOrDefault(name, name);
    try {
      return Charset.isSupported(known) ? Charset.forName(known) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
