package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpPreview;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.retention.SeriesPlan;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunLog;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.source.Inventory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a run would do: asks the server what it holds, writes nothing. */
public final class BackupPreview {

  /**
   * A file that would be written.
   *
   * @param key as it would be now, with the run's id
   * @param rawBytes what the last good backup dumped, or what the server says that the tables take
   * @param storedBytes of the last good backup; 0 where there was none
   */
  public record File(
      String scope, List<String> databases, String key, long rawBytes, long storedBytes) {}

  /**
   * What would be done.
   *
   * @param command of the dump tool for the first file, without secrets
   * @param missing what was asked for and is not there
   * @param notes why another engine is used than might be expected, and options without effect
   * @param retention what the rules would then remove; series of which nothing goes are not in it
   */
  public record Preview(
      String server,
      List<File> files,
      List<String> storages,
      String command,
      List<String> missing,
      List<String> notes,
      List<SeriesPlan> retention) {}

  private final RunPreparation preparation;
  private final DumpEngines engines;
  private final BackupCatalog catalog;
  private final RetentionRunner retention;
  private final InstantSource clock;

  public BackupPreview(
      RunPreparation preparation,
      DumpEngines engines,
      BackupCatalog catalog,
      RetentionRunner retention,
      InstantSource clock) {
    this.preparation = preparation;
    this.engines = engines;
    this.catalog = catalog;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * What the run would do, on the calling thread.
   *
   * @param run queued nowhere
   * @throws io.dumpwarden.error.DumpwardenException where it could not even begin
   */
  public Preview of(Run run) {
    RunControl control = new RunControl(Thread.currentThread());
    ActiveRun active = new ActiveRun(run, control, new RunMeter(), new RunLog(clock));
    PreparedRun prepared = preparation.prepare(active);
    Instant now = clock.instant();
    DumpPreview dump = dump(prepared, prepared.units().get(0));
    return new Preview(
        run.server(),
        prepared.units().stream().map(unit -> file(prepared, unit, now)).toList(),
        prepared.targets().stream().map(TargetStorage::name).toList(),
        dump.command(),
        prepared.lacks().stream().map(Shortcoming::message).toList(),
        notes(prepared, dump),
        retention(prepared));
  }

  private File file(PreparedRun run, DumpUnit unit, Instant now) {
    String key = run.key(unit, now).value();
    Optional<DumpFacts> last =
        catalog
            .lastGood(run.schedule().name(), run.server().name(), unit.scope())
            .filter(unit::isOf)
            .map(Backup::result);
    long raw = last.map(DumpFacts::rawBytes).orElseGet(() -> tableBytes(run, unit));
    long stored = last.map(DumpFacts::storedBytes).orElse(0L);
    return new File(unit.scope(), unit.databases(), key, raw, stored);
  }

  private DumpPreview dump(PreparedRun run, DumpUnit unit) {
    List<Inventory> inventories = run.inventories().of(unit.databases());
    DumpRequest.What what = new DumpRequest.What(run.spec().contents(), List.of(), run.options());
    // nothing is written there for a preview
    Path nowhere = Path.of("");
    DumpRequest request =
        new DumpRequest(
            run.inventories().login(),
            run.facts(),
            inventories,
            what,
            run.how(run.connections()),
            nowhere);
    return engine(run).preview(request);
  }

  private DumpEngine engine(PreparedRun run) {
    return engines.of(run.spec().engine(), run.facts().flavor(), run.options());
  }

  private List<String> notes(PreparedRun run, DumpPreview dump) {
    List<String> notes = new ArrayList<>();
    run.insteadOfNative().ifPresent(notes::add);
    for (String option : dump.dropped()) {
      notes.add(
          "dump option %s has no effect: the %s engine does not have it"
              .formatted(option, engine(run).name()));
    }
    return List.copyOf(notes);
  }

  private static long tableBytes(PreparedRun run, DumpUnit unit) {
    return run.inventories().of(unit.databases()).stream().mapToLong(Inventory::dataBytes).sum();
  }

  private List<SeriesPlan> retention(PreparedRun run) {
    List<Series> series = new ArrayList<>();
    for (TargetStorage target : run.targets()) {
      for (DumpUnit unit : run.units()) {
        series.add(
            new Series(run.schedule().name(), target.name(), run.server().name(), unit.scope()));
      }
    }
    return retention.previewAfterBackup(series).stream()
        .filter(plan -> !plan.removed().isEmpty())
        .toList();
  }
}
