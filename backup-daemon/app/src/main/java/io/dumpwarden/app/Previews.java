package io.dumpwarden.app;

import io.dumpwarden.backup.BackupPreview;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.PreviewView;
import io.dumpwarden.view.PreviewView.FileView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what runs would do.
 *
 * @param key beside those that the rows hold; null for none
 */
public record Previews(Platform platform, @Nullable GivenKey key) {

  /** What stands in a key for the id that a run will have. */
  private static final String NO_ID_YET = "RUN";

  /**
   * What running a schedule would do on each of its servers.
   *
   * @param onlyServer null for all of them
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  public List<PreviewView> ofSchedule(
      String name, @Nullable String onlyServer, RunRequest request) {
    return of(servers(name, onlyServer), name, request);
  }

  /** What running a schedule would do on these servers. */
  public List<PreviewView> of(List<Server> servers, String name, RunRequest request) {
    Schedule schedule = schedule(platform.snapshots().get(), name);
    return servers.stream().map(server -> of(server, schedule, request)).toList();
  }

  /**
   * The servers that running a schedule would back up.
   *
   * @param onlyServer null for all of them
   * @throws DumpwardenException {@code NOT_FOUND} where there are none
   */
  public List<Server> servers(String name, @Nullable String onlyServer) {
    ConfigSnapshot config = platform.snapshots().get();
    List<Server> servers =
        config.serversOf(schedule(config, name)).stream()
            .filter(server -> onlyServer == null || server.name().equals(onlyServer))
            .toList();
    if (servers.isEmpty()) {
      throw missing("schedule %s covers no such enabled server".formatted(name));
    }
    return servers;
  }

  private static Schedule schedule(ConfigSnapshot config, String name) {
    return config.schedule(name).orElseThrow(() -> missing("there is no valid schedule " + name));
  }

  private static DumpwardenException missing(String what) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, what);
  }

  /** What a run of the schedule on the server, asked for in these words, would do. */
  public PreviewView of(Server server, Schedule schedule, RunRequest request) {
    Run run = run(server, schedule, request);
    BackupPreview.Preview preview = platform.preview(key).of(run);
    List<FileView> files = preview.files().stream().map(file -> file(file, run.id())).toList();
    BackupSpec spec = schedule.spec();
    return new PreviewView(
        server.name(),
        schedule.name(),
        request.ticket(),
        files,
        files.stream().mapToLong(FileView::estimatedBytes).sum(),
        preview.storages(),
        spec.compression().algorithm().id() + ", level " + spec.compression().level(),
        encryption(spec.encryption()),
        contents(spec.contents()),
        options(server, spec).text(),
        preview.command(),
        PlanView.of(preview.retention()).stream().filter(PlanView::removes).toList(),
        Stream.concat(preview.missing().stream(), preview.notes().stream()).toList());
  }

  private Run run(Server server, Schedule schedule, RunRequest request) {
    Instant now = platform.clock().instant();
    return new Run(
        Ids.next(),
        schedule.name(),
        server.name(),
        schedule.type().id(),
        RunTrigger.CLI,
        now,
        1,
        RunStatus.QUEUED,
        now,
        now,
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        request,
        null);
  }

  private static FileView file(BackupPreview.File file, String runId) {
    return new FileView(
        file.key().replace(runId, NO_ID_YET),
        file.databases(),
        file.rawBytes(),
        file.storedBytes());
  }

  private DumpOptionSet options(Server server, BackupSpec spec) {
    DumpOptionSet everywhere = platform.snapshots().get().settings().dumpOptions();
    return spec.options().over(server.dumpOptions()).over(everywhere);
  }

  private static String encryption(EncryptionChoice choice) {
    if (!choice.isOn()) {
      return choice.type().id();
    }
    String keyId = choice.keyId();
    return choice.type().id() + (keyId == null ? ", the current key" : ", key " + keyId);
  }

  private static List<String> contents(DumpContents contents) {
    List<String> words = new ArrayList<>();
    words.add(contents.structureOnly() ? "structure only" : "structure and rows");
    if (!contents.excludeTables().isEmpty()) {
      words.add("without tables " + list(contents.excludeTables()));
    }
    if (!contents.excludeTableData().isEmpty()) {
      words.add("without rows of " + list(contents.excludeTableData()));
    }
    words.add(contents.users() ? "accounts and grants" : "no accounts");
    return words;
  }

  private static String list(List<TableGlob> globs) {
    return globs.stream().map(TableGlob::toString).collect(Collectors.joining(" "));
  }
}
