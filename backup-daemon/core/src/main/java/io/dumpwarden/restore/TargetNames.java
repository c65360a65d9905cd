package io.dumpwarden.restore;

import io.dumpwarden.config.Glob;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.origin.RestoreSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which databases of a source are restored, and what each is called in the target. */
final class TargetNames {

  private static final int LONGEST = 64;
  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("'_restored_'uuuuMMdd_HHmmss", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final RestoreRequest request;
  private final Instant now;
  private final boolean folds;

  /**
   * @param folds whether the target keeps names in lower case
   */
  TargetNames(RestoreRequest request, Instant now, boolean folds) {
    this.request = request;
    this.now = now;
    this.folds = folds;
  }

  /** Names in the target by names in the source, in the source's order. */
  Map<String, String> of(RestoreSource source) {
    if (source.databases().isEmpty()) {
      return unnamed(source);
    }
    List<String> chosen = chosen(source);
    requireSense(source, chosen);
    Map<String, String> names = new LinkedHashMap<>();
    for (String from : chosen) {
      String to = target(from);
      if (names.containsValue(to)) {
        throw invalid("two databases would both be named %s".formatted(to));
      }
      names.put(from, to);
    }
    return names;
  }

  /** A dump of one database that says nowhere which: it has to be told. */
  private Map<String, String> unnamed(RestoreSource source) {
    String name = request.choice().newName();
    if (name == null) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES,
          "%s does not say which database it is for".formatted(source.describe()),
          "give it a name by --database NAME",
          null);
    }
    String to = target(name);
    return Map.of(to, to);
  }

  private List<String> chosen(RestoreSource source) {
    List<Glob> wanted = request.choice().databases();
    List<TableGlob> tables = request.choice().tables();
    List<String> chosen =
        source.databases().stream()
            .filter(
                name -> wanted.isEmpty() || wanted.stream().anyMatch(glob -> glob.matches(name)))
            .filter(
                name ->
                    tables.isEmpty()
                        || tables.stream().anyMatch(table -> table.database().matches(name)))
            .toList();
    if (chosen.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES,
          "nothing of %s is chosen: it holds %s"
              .formatted(
                  source.describe(),
                  source.databases().isEmpty()
                      ? "no database"
                      : String.join(", ", source.databases())),
          "choose among the databases that it holds",
          null);
    }
    return chosen;
  }

  private void requireSense(RestoreSource source, List<String> chosen) {
    String newName = request.choice().newName();
    if (newName != null && chosen.size() != 1) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "%s holds %d databases in one file, which cannot all be named %s"
              .formatted(source.describe(), chosen.size(), newName),
          "give each its name by --rename OLD=NEW, or choose one by --databases",
          null);
    }
    List<String> unknown = new ArrayList<>(request.choice().renames().keySet());
    unknown.removeAll(chosen);
    if (!unknown.isEmpty()) {
      throw invalid("there is no database %s to be renamed".formatted(String.join(", ", unknown)));
    }
  }

  private String target(String from) {
    String wanted = request.choice().newName();
    String name = wanted != null ? wanted : request.choice().renames().get(from);
    if (name == null) {
      name = request.existing() == Existing.INTO_NEW ? dated(from) : from;
    }
    if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST) {
      throw invalid("'%s' is no name for a database".formatted(name));
    }
    return folds ? name.toLowerCase(Locale.ROOT) : name;
  }

  private String dated(String from) {
    String suffix = SUFFIX.format(now);
    int room = LONGEST - suffix.length();
    int[] kept = from.codePoints().limit(room).toArray();
    return new String(kept, 0, kept.length) + suffix;
  }

  private static DumpwardenException invalid(String message) {
    return new DumpwardenException(ErrorCode.CONFIG_INVALID, message);
  }
}
