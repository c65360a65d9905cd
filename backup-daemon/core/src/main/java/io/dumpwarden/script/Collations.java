package io.dumpwarden.script;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The collations of UCA 9 (MySQL 8) and UCA 14 (MariaDB 10.10), and what comes nearest to them
 * elsewhere: the same languages, weights and padding where the other side has them.
 */
final class Collations {

  private static final Pattern UCA_9 =
      Pattern.compile("utf8mb4_(?:(.+?)_)?0900_(ai_ci|as_ci|as_cs|as_cs_ks|bin)");
  private static final Pattern UCA_14 =
      Pattern.compile("(?:(\\w+?)_)?uca1400_(?:(.+?)_)??(?:nopad_)?(ai_ci|ai_cs|as_ci|as_cs)");

  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("cs", "czech"),
          Map.entry("da", "danish"),
          Map.entry("de_pb", "german2"),
          Map.entry("eo", "esperanto"),
          Map.entry("es", "spanish"),
          Map.entry("es_trad", "spanish2"),
          Map.entry("et", "estonian"),
          Map.entry("hr", "croatian"),
          Map.entry("hu", "hungarian"),
          Map.entry("is", "icelandic"),
          Map.entry("la", "roman"),
          Map.entry("lt", "lithuanian"),
          Map.entry("lv", "latvian"),
          Map.entry("pl", "polish"),
          Map.entry("ro", "romanian"),
          Map.entry("sk", "slovak"),
          Map.entry("sl", "slovenian"),
          Map.entry("sv", "swedish"),
          Map.entry("tr", "turkish"),
          Map.entry("vi", "vietnamese"));

  private static final Map<String, String> CODES =
      LANGUAGES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private Collations() {}

  /** Empty where nothing asks for another one. */
  static Optional<String> instead(String collation, Set<Rewrite> rewrites) {
    String name = collation.toLowerCase(Locale.ROOT);
    Matcher nine = UCA_9.matcher(name);
    if (nine.matches()) {
      if (rewrites.contains(Rewrite.COLLATIONS_FOR_MARIADB)) {
        return Optional.of(ofMariaDb(nine));
      }
      return rewrites.contains(Rewrite.COLLATIONS_FOR_OLD_SERVERS)
          ? Optional.of(old("utf8mb4", LANGUAGES.get(String.valueOf(nine.group(1))), nine.group(2)))
          : Optional.empty();
    }
    Matcher fourteen = UCA_14.matcher(name);
    if (!fourteen.matches()) {
      return Optional.empty();
    }
    if (rewrites.contains(Rewrite.COLLATIONS_FOR_MYSQL)) {
      return Optional.of(ofMySql(fourteen));
    }
    String charset = fourteen.group(1) == null ? "utf8mb4" : fourteen.group(1);
    return rewrites.contains(Rewrite.COLLATIONS_FOR_OLD_SERVERS)
        ? Optional.of(old(charset, fourteen.group(2), fourteen.group(3)))
        : Optional.empty();
  }

  /** Whether it is one that only some servers know. */
  static boolean isRecent(String word) {
    return UCA_9.matcher(word).matches() || UCA_14.matcher(word).matches();
  }

  private static String ofMariaDb(Matcher nine) {
    String strength = nine.group(2);
    if (strength.equals("bin")) {
      return "utf8mb4_nopad_bin";
    }
    String language = LANGUAGES.get(String.valueOf(nine.group(1)));
    return "utf8mb4_uca1400_%snopad_%s"
        .formatted(language == null ? "" : language + "_", strength.replace("_ks", ""));
  }

  private static String ofMySql(Matcher fourteen) {
    String charset = fourteen.group(1);
    String strength = fourteen.group(3).equals("ai_cs") ? "as_cs" : fourteen.group(3);
    if (charset != null && !charset.equals("utf8mb4")) {
      return old(charset, fourteen.group(2), strength);
    }
    String code = CODES.get(String.valueOf(fourteen.group(2)));
    // languages have two each, the base has three
    String kept = code != null && strength.equals("as_ci") ? "as_cs" : strength;
    return "utf8mb4_%s0900_%s".formatted(code == null ? "" : code + "_", kept);
  }

  /** Case or accents that count cannot be had there but with all bytes that count. */
  private static String old(String charset, @Nullable String language, String strength) {
    if (!strength.equals("ai_ci") && !strength.equals("as_ci")) {
      return charset + "_bin";
    }
    boolean known = language != null && !language.equals("vietnamese");
    String base = charset.equals("utf8mb3") || charset.equals("utf8") ? "unicode" : "unicode_520";
    return "%s_%s_ci".formatted(charset, known ? language : base);
  }
}
