package io.dumpwarden.restore;

import io.dumpwarden.backup.ChildProcesses;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.MysqldumpEngine;
import io.dumpwarden.dump.ProgramFinder;
import io.dumpwarden.dump.Source;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.origin.ServerSource;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.script.Rewrite;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies databases of a real server into a real server. */
record CopyBench(Source from, Source to, Path folder) {

  static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  /** A source whose dump tool is looked for in these folders first. */
  ServerSource source(List<String> databases, Path... tools) throws IOException {
    return ServerSource.look(
        new ServerSource.What("from", from.login(), databases, DumpOptionSet.NONE),
        tools(from.finder(tools)));
  }

  ServerSource.Tools tools(ProgramFinder finder) throws IOException {
    DumpTools tools = new DumpTools(finder);
    SealedVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
    return new ServerSource.Tools(
        CONNECTOR,
        new Preflight(vault, CONNECTOR, tools),
        DumpEngines.only(new MysqldumpEngine(tools)),
        new ChildProcesses(Files.createDirectories(folder.resolve("children"))),
        Files.createDirectories(folder.resolve("temporary")));
  }

  RestoreTarget target() {
    return new RestoreTarget("to", to.login(), false);
  }

  RestorePlan plan(
      RestoreSource source, Existing existing, @Nullable String as, Rewrite... rewrites)
      throws IOException {
    EnumSet<Rewrite> chosen = EnumSet.noneOf(Rewrite.class);
    chosen.addAll(List.of(rewrites));
    RestoreRequest request =
        new RestoreRequest(
            target(),
            new RestoreRequest.Choice(List.of(), as, Map.of(), List.of()),
            existing,
            new RestoreRequest.Load(false, false, chosen),
            RestoreRequest.Users.NONE,
            false,
            "test",
            null);
    return new RestorePlanner(targetTools()).plan(source, request);
  }

  RestoreOutcome run(RestoreSource source, RestorePlan plan) throws IOException {
    return new RestoreRunner(targetTools())
        .run(
            UUID.randomUUID().toString(),
            source,
            plan,
            new RunControl(Thread.currentThread()),
            new RestoreMeter(InstantSource.system()));
  }

  private TargetTools targetTools() throws IOException {
    return new TargetTools(
        CONNECTOR,
        new ServerInspector(),
        new RestoreClients(to.finder()),
        Files.createDirectories(folder.resolve("temporary")),
        InstantSource.system());
  }
}
