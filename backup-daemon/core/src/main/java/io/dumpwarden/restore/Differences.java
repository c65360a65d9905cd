package io.dumpwarden.restore;

import static io.dumpwarden.restore.Difference.fails;
import static io.dumpwarden.restore.Difference.loses;
import static io.dumpwarden.restore.Difference.note;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.origin.Origin;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.script.Rewrite;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.source.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a load will meet because the target is another server than the one that was dumped: of the
 * other flavor, older, without some accounts, with other settings.
 */
public final class Differences {

  private static final Version MYSQL_8 = new Version(8, 0, 0);
  private static final Version UCA_14 = new Version(10, 10, 0);

  private final Origin origin;
  private final List<Inventory> inventories;
  private final @Nullable ScriptTraits traits;
  private final LoadTarget target;
  private final List<Difference> found = new ArrayList<>();

  private Differences(Origin origin, @Nullable ScriptTraits traits, LoadTarget target) {
    this.origin = origin;
    this.inventories = origin.inventories();
    this.traits = traits;
    this.target = target;
  }

  /**
   * Whether only the text of the dump tells all of it: it is to go to a server of the other flavor,
   * or to an older one.
   */
  public static boolean needText(Origin origin, ServerFacts target) {
    return origin.flavor() != target.flavor() || isOlder(target.release(), origin.release());
  }

  /**
   * The same for a source, some of whose databases are restored; empty where nothing says where it
   * comes from. Reads the source through where {@link #needText} says so.
   */
  public static List<Difference> of(
      RestoreSource source, Collection<String> databases, Connection connection, ServerFacts target)
      throws SQLException {
    Optional<Origin> origin = source.origin().map(from -> from.only(databases));
    return origin.isEmpty()
        ? List.of()
        : between(
            origin.get(),
            source.traits(needText(origin.get(), target)).orElse(null),
            connection,
            target);
  }

  /**
   * The differences, by what comes of them, the worst first.
   *
   * @param origin with the inventories of the databases that are restored, and of no others
   * @param traits of the dump's text; null where it was not read: then some stay untold
   * @param connection to the target, for questions that change nothing
   * @param target what it says of itself
   */
  public static List<Difference> between(
      Origin origin, @Nullable ScriptTraits traits, Connection connection, ServerFacts target)
      throws SQLException {
    Differences differences = new Differences(origin, traits, new LoadTarget(connection, target));
    differences.find();
    return differences.found.stream().sorted(Comparator.comparing(Difference::effect)).toList();
  }

  private void find() throws SQLException {
    versions();
    collations();
    engines();
    names();
    definers();
    found.addAll(
        origin.flavor() == target.facts().flavor()
            ? List.of()
            : new FlavorDifferences(inventories, traits).into(target.facts().flavor()));
    if (refusesAutoCreateUser() && hasCode()) {
      found.add(
          fails(
              "triggers, routines and events that were made in SQL mode NO_AUTO_CREATE_USER, which MySQL does not have since 8.0"));
    }
  }

  private void versions() {
    ServerFacts to = target.facts();
    if (origin.flavor() != to.flavor()) {
      found.add(
          note(
              "the dump is of %s %s and goes to %s %s"
                  .formatted(
                      origin.flavor().id(), origin.version(), to.flavor().id(), to.version())));
    } else if (isOlder(to.release(), origin.release())) {
      found.add(
          note(
              "the dump is of %s, and the target is the older %s: it refuses what it does not know yet"
                  .formatted(origin.version(), to.version())));
    }
  }

  private void collations() throws SQLException {
    Set<String> named = new HashSet<>();
    inventories.stream()
        .map(Inventory::collation)
        .filter(name -> !name.isEmpty())
        .forEach(name -> named.add(name.toLowerCase(Locale.ROOT)));
    if (traits != null) {
      named.addAll(traits.collations());
    }
    for (String name : target.unknownCollations(named)) {
      String message = "collation %s is not known to the target".formatted(name);
      found.add(rewriteOf(name).map(r -> fails(message, r)).orElseGet(() -> fails(message)));
    }
  }

  private Optional<Rewrite> rewriteOf(String collation) {
    boolean mariaDb = target.facts().flavor() == Flavor.MARIADB;
    boolean of9 = collation.startsWith("utf8mb4_0900_");
    boolean of14 = collation.startsWith("utf8mb4_uca1400_") || collation.startsWith("uca1400_");
    if (of9 && mariaDb && target.facts().release().compareTo(UCA_14) >= 0) {
      return Optional.of(Rewrite.COLLATIONS_FOR_MARIADB);
    }
    if (of14 && !mariaDb && target.facts().release().compareTo(MYSQL_8) >= 0) {
      return Optional.of(Rewrite.COLLATIONS_FOR_MYSQL);
    }
    return of9 || of14 ? Optional.of(Rewrite.COLLATIONS_FOR_OLD_SERVERS) : Optional.empty();
  }

  private void engines() throws SQLException {
    Set<String> used = new HashSet<>();
    for (TableFacts table : tables()) {
      String engine = table.engine();
      if (engine != null) {
        used.add(engine);
      }
    }
    for (String engine : target.missingEngines(used)) {
      List<String> names = tables(table -> engine.equals(table.engine()));
      found.add(
          loses(
              "the target has no engine %s, and takes its default for %s, or refuses them"
                  .formatted(engine, Some.of(names))));
    }
  }

  private void names() throws SQLException {
    if (!target.foldsNames()) {
      return;
    }
    List<String> capitals =
        Stream.concat(
                inventories.stream().map(Inventory::database),
                inventories.stream()
                    .flatMap(
                        i ->
                            Stream.concat(
                                i.tables().stream().map(TableFacts::name), i.views().stream())))
            .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
            .distinct()
            .toList();
    if (!capitals.isEmpty()) {
      found.add(
          loses(
              "the target keeps names in lower case (lower_case_table_names=1): "
                  + Some.of(capitals)));
    }
  }

  private void definers() throws SQLException {
    if (traits == null || traits.definers().isEmpty()) {
      return;
    }
    List<String> missing = target.missingAccounts(traits.definers()).orElse(List.of());
    if (!missing.isEmpty()) {
      found.add(
          new Difference(
              target.maySetDefiners() ? Difference.Effect.LOSES : Difference.Effect.FAILS,
              "views, routines, triggers or events belong to accounts that the target does not have, and fail when they are used: "
                  + Some.of(missing),
              Rewrite.DEFINERS));
    } else if (!target.maySetDefiners()) {
      found.add(
          fails(
              "the restore account may not make objects that belong to %s"
                  .formatted(Some.of(traits.definers().stream().sorted().toList())),
              Rewrite.DEFINERS));
    }
  }

  private boolean refusesAutoCreateUser() {
    boolean had = origin.flavor() == Flavor.MARIADB || origin.release().compareTo(MYSQL_8) < 0;
    return had
        && target.facts().flavor() == Flavor.MYSQL
        && target.facts().release().compareTo(MYSQL_8) >= 0;
  }

  private boolean hasCode() {
    return inventories.stream()
        .anyMatch(i -> !i.triggers().isEmpty() || !i.routines().isEmpty() || !i.events().isEmpty());
  }

  private Collection<TableFacts> tables() {
    return inventories.stream().flatMap(i -> i.tables().stream()).toList();
  }

  private List<String> tables(Predicate<TableFacts> which) {
    return inventories.stream()
        .flatMap(i -> i.tables().stream().filter(which).map(t -> i.database() + "." + t.name()))
        .toList();
  }

  private static boolean isOlder(Version one, Version other) {
    return one.major() < other.major()
        || one.major() == other.major() && one.minor() < other.minor();
  }
}
