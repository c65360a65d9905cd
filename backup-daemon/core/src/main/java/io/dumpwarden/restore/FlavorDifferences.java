package io.dumpwarden.restore;

import static io.dumpwarden.restore.Difference.fails;
import static io.dumpwarden.restore.Difference.loses;
import static io.dumpwarden.restore.Difference.note;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.script.Rewrite;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.script.ScriptTraits.Feature;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one flavor has and the other has not, or has otherwise. Told by the inventories, and by the
 * dump's text where it was read.
 */
record FlavorDifferences(List<Inventory> inventories, @Nullable ScriptTraits traits) {

  List<Difference> into(Flavor target) {
    return switch (target) {
      case MARIADB -> intoMariaDb();
      case MYSQL -> intoMySql();
    };
  }

  private List<Difference> intoMariaDb() {
    List<Difference> found = new ArrayList<>();
    if (traits != null && traits.gtidPurged()) {
      found.add(
          fails(
              "the dump sets GTID_PURGED, which MariaDB does not have", Rewrite.MYSQL_REPLICATION));
    }
    if (has(Feature.FUNCTIONAL_INDEXES)) {
      found.add(fails("indexes on expressions, which MariaDB does not have"));
    }
    if (has(Feature.VECTORS)) {
      found.add(fails("columns of type VECTOR, whose values the two write in different ways"));
    }
    if (has(Feature.INVISIBLE)) {
      found.add(loses("invisible columns and indexes become visible"));
    }
    found.add(note("columns of type JSON become LONGTEXT with a check that they hold JSON"));
    found.add(
        note(
            "passwords by caching_sha2_password cannot be made on MariaDB: accounts with them fail where accounts are restored"));
    return found;
  }

  private List<Difference> intoMySql() {
    List<Difference> found = new ArrayList<>();
    if (traits == null || traits.sandboxLine()) {
      found.add(
          new Difference(
              traits == null ? Difference.Effect.NOTE : Difference.Effect.FAILS,
              "the first line of newer MariaDB dumps (sandbox mode) stops Oracle's client",
              Rewrite.SANDBOX_LINE));
    }
    List<String> sequences =
        inventories.stream()
            .flatMap(i -> i.sequences().stream().map(name -> i.database() + "." + name))
            .toList();
    if (!sequences.isEmpty() || has(Feature.SEQUENCES)) {
      found.add(fails(joined("sequences, which MySQL does not have", sequences)));
    }
    List<String> versioned = tables(TableFacts::systemVersioned);
    if (!versioned.isEmpty() || has(Feature.SYSTEM_VERSIONING)) {
      found.add(fails(joined("system-versioned tables, which MySQL does not have", versioned)));
    }
    List<String> generated = tables(TableFacts::hasGeneratedColumn);
    if (!generated.isEmpty()) {
      found.add(
          fails(
              joined(
                  "generated columns, for which MariaDB's dumps bring values that MySQL refuses",
                  generated)));
    }
    Stream.of(Feature.PACKAGES, Feature.PERIODS, Feature.MARIADB_TYPES, Feature.VECTORS)
        .filter(this::has)
        .map(feature -> fails(words(feature)))
        .forEach(found::add);
    if (has(Feature.MARIADB_ENGINES)) {
      found.add(loses("tables of engines that MySQL does not have get its default engine"));
    }
    found.add(note("columns of type JSON stay LONGTEXT, as MariaDB dumps them"));
    found.add(
        note(
            "passwords of MariaDB's accounts cannot be made on MySQL: accounts with them fail where accounts are restored"));
    return found;
  }

  private List<String> tables(Predicate<TableFacts> which) {
    return inventories.stream()
        .flatMap(
            i -> i.tables().stream().filter(which).map(table -> i.database() + "." + table.name()))
        .toList();
  }

  private static String words(Feature feature) {
    return switch (feature) {
      case PACKAGES -> "packages of routines, which MySQL does not have";
      case PERIODS -> "periods of application time, which MySQL does not have";
      case MARIADB_TYPES -> "columns of types UUID, INET4 or INET6, which MySQL does not have";
      case VECTORS -> "columns of type VECTOR, whose values the two write in different ways";
      case SEQUENCES -> "sequences";
      case SYSTEM_VERSIONING -> "system-versioned tables";
      case MARIADB_ENGINES -> "engines of MariaDB";
      case FUNCTIONAL_INDEXES -> "indexes on expressions";
      case INVISIBLE -> "invisible columns and indexes";
    };
  }

  private boolean has(Feature feature) {
    return traits != null && traits.features().contains(feature);
  }

  private static String joined(String what, List<String> names) {
    return names.isEmpty() ? what : what + ": " + Some.of(names);
  }
}
