package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import io.dumpwarden.script.RowCounter;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.script.ScriptPart;
import io.dumpwarden.script.ScriptSections;
import io.dumpwarden.script.ScriptTable;
import io.dumpwarden.script.SqlName;
import io.dumpwarden.source.Inventory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Real dumps of everything that is troublesome, chosen from and renamed, in real servers. */
@Tag("long")
@ParameterizedClass
@EnumSource(TestEngine.class)
class FilteredRoundTripTest {

  // Static because they are made once for each kind of server.
  private static SourceEngine engine;
  private static SourceEngine other;
  private static List<String> databases;
  private static byte[] sql;

  @TempDir Path folder;

  @Parameter TestEngine kind;

  @BeforeParameterizedClassInvocation
  static void dumpEverythingThatIsTroublesome(TestEngine kind, @TempDir Path folder)
      throws Exception {
    engine = Engines.throwaway(kind);
    other = Engines.throwaway(kind);
    databases = NastySchema.create(engine);
    // the engine refuses to dump names with control characters
    databases.removeIf(name -> name.contains("\n"));
    NastySchema.createAccounts(other);
    sql = dump(Source.of(engine), folder);
  }

  @AfterParameterizedClassInvocation
  static void endBoth() throws IOException {
    try (SourceEngine first = engine;
        SourceEngine second = other) {
      // Both end, whichever fails.
    }
  }

  @AfterEach
  void empty() throws Exception {
    drop(Source.of(other), NastySchema.databases(other));
  }

  /** Tables refer to those of other databases. */
  private static void drop(Source source, Collection<String> names) throws Exception {
    List<String> statements = new ArrayList<>(List.of("SET foreign_key_checks = 0"));
    names.forEach(name -> statements.add("DROP DATABASE IF EXISTS " + SqlName.quoted(name)));
    source.execute(statements.toArray(String[]::new));
  }

  /** Beside the originals, which views of other databases read. */
  @Test
  void renamesEveryDatabaseOfACombinedDump() throws Exception {
    Source source = Source.of(engine);
    Map<String, String> names = new LinkedHashMap<>();
    databases.forEach(name -> names.put(name, "it's `" + names.size() + "` new"));
    try {
      restore(source, filtered(ScriptChoice.EVERYTHING.databases(names)));

      // foreign keys between databases go with them
      assertThat(differences(names, engine))
          .hasSize(2)
          .anyMatch(line -> line.matches("nasty_latin: table refers back .*`it's ``\\d+`` new`.*"))
          .anyMatch(line -> line.matches("nasty_tables: table far_away .*`it's ``\\d+`` new`.*"));
      assertThat(NastySchema.databases(engine)).containsAll(names.values());
    } finally {
      drop(source, names.values());
    }
  }

  @Test
  void dataFirstAndDefinitionsLaterMakeTheWhole() throws Exception {
    Source target = Source.of(other);

    restore(target, filtered(ScriptChoice.EVERYTHING.part(ScriptPart.DATA)));

    for (String database : databases) {
      Inventory there = target.inventory(database);
      assertThat(there.views()).isEmpty();
      assertThat(there.triggers()).isEmpty();
      assertThat(there.routines()).isEmpty();
      assertThat(there.events()).isEmpty();
    }

    restore(target, filtered(ScriptChoice.EVERYTHING.part(ScriptPart.DEFINITIONS)));

    assertThat(differences(same(), other)).isEmpty();
  }

  @Test
  void choosesDatabases() throws Exception {
    Map<String, String> chosen =
        Map.of("back`tick", "back`tock", "it's \"quoted\"", "it", "nasty_latin", "nasty_latin");

    restore(Source.of(other), filtered(ScriptChoice.EVERYTHING.databases(chosen)));

    assertThat(NastySchema.databases(other)).containsExactlyInAnyOrderElementsOf(chosen.values());
    assertThat(differences(chosen, other)).isEmpty();
  }

  @Test
  void choosesTables() throws Exception {
    Source source = Source.of(engine);
    Source target = Source.of(other);
    ScriptChoice tables =
        ScriptChoice.EVERYTHING
            .databases(Map.of("nasty_code", "some"))
            .tables(TableGlob.parseList("nasty_code.base,nasty_code.log,nasty_code.ranked"));

    restore(target, filtered(tables));

    Inventory there = target.inventory("some");
    assertThat(NastySchema.databases(other)).containsExactly("some");
    assertThat(there.tables()).extracting("name").containsExactlyInAnyOrder("base", "log");
    assertThat(there.views()).containsExactly("ranked");
    assertThat(there.triggers())
        .containsExactlyInAnyOrderElementsOf(source.inventory("nasty_code").triggers());
    assertThat(there.routines()).isEmpty();
    assertThat(there.events()).isEmpty();
    assertThat(Rows.of(target, "SELECT id, word, n FROM some.base ORDER BY id"))
        .isEqualTo(Rows.of(source, "SELECT id, word, n FROM nasty_code.base ORDER BY id"))
        .hasSize(2);
  }

  @Test
  void countsTheRowsThatAreThere() throws Exception {
    RowCounter counter = new RowCounter();
    counter.see(sql, 0, sql.length);

    assertThat(counter.rows()).isEqualTo(rows(Source.of(engine)));
  }

  @Test
  void sectionsOfTheirOwnMakeTheWhole() throws Exception {
    for (Section section : sections()) {
      restore(Source.of(other), section.sql());
    }

    assertThat(differences(same(), other)).isEmpty();
  }

  private static Map<String, String> same() {
    Map<String, String> same = new TreeMap<>();
    databases.forEach(name -> same.put(name, name));
    return same;
  }

  private record Section(String start, ByteArrayOutputStream bytes) {

    byte[] sql() throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(start.getBytes(StandardCharsets.UTF_8));
      bytes.writeTo(all);
      return all.toByteArray();
    }
  }

  private static List<Section> sections() throws IOException {
    List<Section> sections = new ArrayList<>();
    ScriptSections.Receiver receiver =
        section -> {
          String name = SqlName.quoted(section.database());
          String start =
              "CREATE DATABASE IF NOT EXISTS %s %s; USE %s; "
                  .formatted(name, section.options(), name);
          sections.add(new Section(start, new ByteArrayOutputStream()));
          return sections.get(sections.size() - 1).bytes();
        };
    try (ScriptSections stream = new ScriptSections(receiver)) {
      stream.write(sql);
    }
    return sections;
  }

  /** Former rows are in the dump too; those of a MERGE table are in others. */
  private static Map<ScriptTable, Long> rows(Source source) throws Exception {
    Map<ScriptTable, Long> rows = new LinkedHashMap<>();
    for (String database : databases) {
      for (var table : source.inventory(database).tables()) {
        ScriptTable name = new ScriptTable(database, table.name());
        String past = table.systemVersioned() ? " FOR SYSTEM_TIME ALL" : "";
        List<String> count = Rows.of(source, "SELECT COUNT(*) FROM " + name + past);
        rows.put(name, table.name().equals("merged") ? 0 : Long.valueOf(count.get(0)));
      }
    }
    return rows;
  }

  private static byte[] dump(Source source, Path folder) throws Exception {
    List<Inventory> inventories = new ArrayList<>();
    for (String database : databases) {
      inventories.add(source.inventory(database));
    }
    DumpContents everything = new DumpContents(false, List.of(), List.of(), false);
    DumpRequest request =
        new DumpRequest(
            source.login(),
            source.facts(),
            inventories,
            new DumpRequest.What(everything, List.of(), DumpOptionSet.NONE),
            folder);
    try (OpenDump dump = source.dumper().open(request)) {
      byte[] bytes = dump.stream().readAllBytes();
      dump.prove();
      return bytes;
    }
  }

  private static byte[] filtered(ScriptChoice choice) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ScriptFilter filter = new ScriptFilter(out, choice)) {
      filter.write(sql);
    }
    return out.toByteArray();
  }

  private void restore(Source target, byte[] sql) {
    RestoreClients clients = new RestoreClients(target.finder());
    try (RestoreClient client = clients.open(target.login(), folder)) {
      try {
        client.stdin().write(sql);
      } catch (IOException e) {
        // The client ended early: prove says why.
      }
      client.prove();
    }
  }

  private static List<String> differences(Map<String, String> names, SourceEngine to)
      throws Exception {
    List<String> differences = new ArrayList<>();
    try (Connection a = engine.connect();
        Connection b = to.connect()) {
      for (Map.Entry<String, String> name : names.entrySet()) {
        DatabaseCompare.differences(a, name.getKey(), b, name.getValue()).stream()
            .filter(line -> !isOfNamesakes(line, name))
            .forEach(line -> differences.add(name.getKey() + ": " + line));
      }
    }
    return differences;
  }

  /** The comparison takes a table that is called as its database for the database. */
  private static boolean isOfNamesakes(String line, Map.Entry<String, String> name) {
    return !name.getKey().equals(name.getValue())
        && !name.getKey().startsWith("nasty_")
        && line.matches("view .*V differs: .*");
  }
}
