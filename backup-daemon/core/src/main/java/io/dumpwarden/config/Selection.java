package io.dumpwarden.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which databases of a server are backed up: by a mode, an include list for those that need one,
 * and an exclude list. Pure: what there is, and the settings, are given.
 *
 * @param singleFile one combined file, for all of them
 * @param include empty for every database
 * @param includeSystem also the server's own databases
 * @param companions with each chosen database also those of its name and a companion's suffix
 * @param namePrefix what the names must begin with; empty for anything
 * @param excludeEmpty leave out databases that hold nothing
 */
public record Selection(
    SelectionMode mode,
    boolean singleFile,
    List<Glob> include,
    List<Glob> exclude,
    boolean includeSystem,
    boolean companions,
    String namePrefix,
    boolean excludeEmpty) {

  private static final Set<String> SYSTEM =
      Set.of("mysql", "sys", "performance_schema", "information_schema");

  /** Views of the server's memory, which no dump can hold. */
  private static final Set<String> NEVER = Set.of("performance_schema", "information_schema");

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Every database but the server's own, one file each. */
  public static Selection everything() {
    return new Selection(
        SelectionMode.SEPARATED, false, List.of(), List.of(), false, false, "", false);
  }

  /** What a selection comes to on a server. */
  public record Selected(List<String> databases, List<String> unknown) {}

  /**
   * Those of the present databases that are to be backed up, in the order they came in, and the
   * names that were written out in full and are not present.
   */
  public Selected of(List<String> present, Settings settings) {
    List<String> open =
        present.stream().filter(this::isOpenTo).filter(name -> !anyMatches(exclude, name)).toList();
    Set<String> chosen =
        open.stream().filter(name -> fits(name, settings)).collect(Collectors.toSet());
    List<String> databases =
        open.stream()
            .filter(name -> chosen.contains(name) || isCompanion(name, chosen, settings))
            .toList();
    List<String> unknown =
        include.stream()
            .filter(Glob::isPlain)
            .map(Glob::plainName)
            .filter(name -> !present.contains(name))
            .distinct()
            .toList();
    return new Selected(databases, unknown);
  }

  private boolean isOpenTo(String database) {
    return !isVirtual(database) && (includeSystem || !isSystem(database));
  }

  private boolean fits(String database, Settings settings) {
    return switch (mode) {
      case ALL, SEPARATED -> true;
      case FILTER, SINGLE -> anyMatches(include, database);
      case PRIMARY ->
          database.startsWith(namePrefix)
              && !database.contains(settings.secondaryMarker())
              && settings.companionSuffixes().stream().noneMatch(database::endsWith);
      case SECONDARY ->
          database.startsWith(namePrefix) && database.contains(settings.secondaryMarker());
    };
  }

  /** Whether it is of the name of a chosen one and a companion's suffix. */
  private boolean isCompanion(String database, Set<String> chosen, Settings settings) {
    return companions
        && settings.companionSuffixes().stream()
            .filter(database::endsWith)
            .map(suffix -> database.substring(0, database.length() - suffix.length()))
            .anyMatch(chosen::contains);
  }

  private static boolean anyMatches(List<Glob> globs, String database) {
    return globs.stream().anyMatch(glob -> glob.matches(database));
  }

  /** Whether a name is that of one of the server's own databases. */
  public static boolean isSystem(String database) {
    return SYSTEM.contains(database.toLowerCase(Locale.ROOT));
  }

  /** Whether a dump of such a database makes no sense, whoever asks for it. */
  public static boolean isVirtual(String database) {
    return NEVER.contains(database.toLowerCase(Locale.ROOT));
  }
}
