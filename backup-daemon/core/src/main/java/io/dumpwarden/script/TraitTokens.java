package io.dumpwarden.script;

import io.dumpwarden.script.ScriptTraits.Feature;
import java.util.Locale;
import java.util.Set;

/** Finds in a statement's words what only some servers take. */
final class TraitTokens {

  private static final Set<String> ENGINES =
      Set.of("ARIA", "COLUMNSTORE", "S3", "MROONGA", "SPIDER", "CONNECT", "OQGRAPH", "SPHINX");
  private static final Set<String> TYPES = Set.of("UUID", "INET4", "INET6");
  private static final Set<String> BEFORE_COLLATIONS =
      Set.of("COLLATE", "COLLATION_CONNECTION", "COLLATION_DATABASE", "COLLATION_SERVER");

  private final Set<String> collations;
  private final Set<Feature> features;

  TraitTokens(Set<String> collations, Set<Feature> features) {
    this.collations = collations;
    this.features = features;
  }

  void read(String text, QuotingMode mode, boolean table) {
    TokenWindow window = new TokenWindow(new SqlTokens(text, mode));
    while (window.advance()) {
      if (!window.now().quoted()) {
        collation(window);
        if (table) {
          inTable(window);
        }
      }
    }
  }

  private void collation(TokenWindow window) {
    String word = window.now().text().toLowerCase(Locale.ROOT);
    int sign = window.before(1).equals("=") ? 2 : 1;
    boolean named =
        BEFORE_COLLATIONS.contains(window.before(sign)) && word.matches("\\w*[a-z]\\w*");
    if (named || Collations.isRecent(word)) {
      collations.add(word);
    }
  }

  private void inTable(TokenWindow window) {
    String word = window.now().keyword();
    switch (word) {
      case "VERSIONING" -> addIf(window.before(1).equals("SYSTEM"), Feature.SYSTEM_VERSIONING);
      case "PERIOD" ->
          addIf(
              window.behind(1).equals("FOR") && !window.behind(2).equals("SYSTEM_TIME"),
              Feature.PERIODS);
      case "VECTOR" -> features.add(Feature.VECTORS);
      case "INVISIBLE" -> features.add(Feature.INVISIBLE);
      case "(" ->
          addIf(
              window.before(1).equals("(") && window.before(3).equals("KEY"),
              Feature.FUNCTIONAL_INDEXES);
      default -> {
        addIf(TYPES.contains(word) && !window.behind(1).equals("("), Feature.MARIADB_TYPES);
        addIf(isEngine(window, word), Feature.MARIADB_ENGINES);
      }
    }
  }

  private static boolean isEngine(TokenWindow window, String word) {
    return ENGINES.contains(word)
        && window.before(1).equals("=")
        && window.before(2).equals("ENGINE");
  }

  private void addIf(boolean found, Feature feature) {
    if (found) {
      features.add(feature);
    }
  }
}
