package io.dumpwarden.restore;

import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Restores plain files into a real server. */
final class RestoreBench {

  final Source server;
  private final Path folder;
  private final Path temporary;
  private final TargetTools tools;
  private final List<String> keptDatabases = new ArrayList<>();
  private int number;
  RunControl control = new RunControl(Thread.currentThread());

  RestoreBench(Source server, Path folder) throws IOException {
    this.server = server;
    this.folder = folder;
    this.temporary = Files.createDirectories(folder.resolve("tmp"));
    this.tools =
        new TargetTools(
            new ServerConnector(Duration.ofMinutes(2)),
            new ServerInspector(),
            new RestoreClients(server.finder()),
            temporary,
            InstantSource.system());
  }

  RestoreTarget target() {
    return new RestoreTarget("target", server.login(), true);
  }

  /** A file with these bytes. */
  FileSource file(String sql) throws IOException {
    Path file = folder.resolve("dump" + number++ + ".sql");
    Files.writeString(file, sql);
    return FileSource.of(file, Keyring.empty(), null);
  }

  /** A file that tells what these databases hold now, as a stored backup would. */
  RestoreSource told(FileSource file, String... databases) throws Exception {
    List<Inventory> inventories = new ArrayList<>();
    for (String database : databases) {
      inventories.add(server.inventory(database));
    }
    return new ToldSource(file, server.facts(), inventories);
  }

  /** What the stock tool writes of these databases. */
  String dump(String... databases) throws Exception {
    List<Inventory> inventories = new ArrayList<>();
    for (String database : databases) {
      inventories.add(server.inventory(database));
    }
    DumpRequest request =
        new DumpRequest(
            server.login(),
            server.facts(),
            inventories,
            server.request(databases[0], temporary).what(),
            temporary);
    try (OpenDump dump = server.dumper().open(request)) {
      String sql = new String(dump.stream().readAllBytes(), StandardCharsets.UTF_8);
      dump.prove();
      return sql;
    }
  }

  RestoreRequest request(Existing existing) {
    return request(existing, RestoreRequest.Choice.ALL, RestoreRequest.Load.STRICT);
  }

  RestoreRequest request(
      Existing existing, RestoreRequest.Choice choice, RestoreRequest.Load load) {
    return new RestoreRequest(
        target(), choice, existing, load, RestoreRequest.Users.NONE, true, "test", null);
  }

  RestorePlan plan(RestoreSource source, RestoreRequest request) {
    source.check(bytes -> {});
    return new RestorePlanner(tools).plan(source, request);
  }

  RestoreOutcome restore(RestoreSource source, RestoreRequest request) {
    return run(source, plan(source, request));
  }

  RestoreOutcome run(RestoreSource source, RestorePlan plan) {
    return run(source, plan, new RestoreMeter(tools.clock()));
  }

  RestoreOutcome run(RestoreSource source, RestorePlan plan, RestoreMeter meter) {
    SafetyBackup safety =
        (id, databases, progress) -> {
          keptDatabases.addAll(databases);
          return new SafetyBackup.Kept("kept", "a test's memory");
        };
    try (source) {
      return new RestoreRunner(tools, safety)
          .run(UUID.randomUUID().toString(), source, plan, control, meter);
    }
  }

  /** What safety backups were asked for. */
  List<String> kept() {
    return List.copyOf(keptDatabases);
  }

  TargetTools tools() {
    return tools;
  }

  List<String> databases() throws Exception {
    try (Connection connection = server.engine().connect()) {
      return tools.inspector().databases(connection);
    }
  }

  /** Nothing of ours is left on the server or in the temporary folder. */
  List<String> leftovers() throws Exception {
    List<String> left =
        new ArrayList<>(
            databases().stream().filter(name -> name.startsWith("_dumpwarden_")).toList());
    try (Stream<Path> files = Files.list(temporary)) {
      files.map(Path::toString).forEach(left::add);
    }
    return left;
  }

  void drop(String... databases) throws Exception {
    for (String database : databases) {
      server.execute("DROP DATABASE IF EXISTS `" + database.replace("`", "``") + "`");
    }
  }
}
