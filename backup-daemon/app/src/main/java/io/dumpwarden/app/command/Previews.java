package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.command.PreviewView.FileView;
import io.dumpwarden.backup.RunRequest;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.SelectionMode;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a run would do, and writes nothing. */
final class Previews {

  private static final String NO_ID_YET = "RUN";

  private final Platform platform;
  private final ConfigSnapshot config;

  Previews(Platform platform) {
    this.platform = platform;
    this.config = platform.snapshots().get();
  }

  /** What a run of the schedule, asked for in these words, would do on the server looked at. */
  PreviewView of(SourceLook look, Schedule schedule, RunRequest request) {
    BackupSpec spec = schedule.spec();
    Selection.Selected selected = spec.selection().of(look.names(), config.settings());
    if (selected.databases().isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES,
          "schedule %s selects no database of server %s"
              .formatted(schedule.name(), look.server().name()));
    }
    List<List<String>> units = units(spec.selection(), selected.databases());
    List<FileView> files = units.stream().map(unit -> file(unit, look, schedule, request)).toList();
    List<String> storages = storages(schedule, request);
    return new PreviewView(
        look.server().name(),
        schedule.name(),
        request.ticket(),
        files,
        files.stream().mapToLong(FileView::estimatedBytes).sum(),
        storages,
        compression(spec),
        encryption(spec.encryption()),
        contents(spec.contents()),
        List.of(),
        removals(look.server().name(), schedule, storages),
        selected.unknown().stream().map("there is no database %s"::formatted).toList());
  }

  private static List<List<String>> units(Selection selection, List<String> databases) {
    return selection.singleFile() ? List.of(databases) : databases.stream().map(List::of).toList();
  }

  private FileView file(
      List<String> databases, SourceLook look, Schedule schedule, RunRequest request) {
    BackupSpec spec = schedule.spec();
    String scope =
        !spec.selection().singleFile()
            ? databases.get(0)
            : spec.selection().mode() == SelectionMode.ALL ? "all" : "combined";
    KeyLayout.FileName name =
        new KeyLayout.FileName(
            platform.clock().instant(),
            NO_ID_YET,
            request.ticket(),
            spec.fileName(),
            spec.compression().algorithm().extension());
    String key =
        KeyLayout.dumpKey(
                new KeyLayout.Folder(look.server().name(), schedule.type().id(), scope), name)
            .value();
    return new FileView(key, databases, new SizeEstimate(platform.catalog(), look).of(databases));
  }

  private List<String> storages(Schedule schedule, RunRequest request) {
    String folder = request.spec().get(RunRequest.OUTPUT_DIR);
    String asked = request.spec().get(RunRequest.STORAGES);
    if (folder != null) {
      return List.of("folder " + folder);
    }
    return asked != null
        ? List.of(asked.split(","))
        : config.storagesOf(schedule.name()).stream().map(Storage::name).toList();
  }

  private List<PlanView> removals(String server, Schedule schedule, List<String> storages) {
    Set<String> written = Set.copyOf(storages);
    return PlanView.of(platform.retention().preview()).stream()
        .filter(PlanView::isRemoval)
        .filter(plan -> plan.schedule().equals(schedule.name()) && plan.server().equals(server))
        .filter(plan -> written.contains(plan.storage()))
        .toList();
  }

  private static String compression(BackupSpec spec) {
    return spec.compression().algorithm().name().toLowerCase(Locale.ROOT)
        + ", level "
        + spec.compression().level();
  }

  private static String encryption(EncryptionChoice choice) {
    if (!choice.isOn()) {
      return choice.type().id();
    }
    return choice.type().id()
        + ", "
        + (choice.keyId() == null ? "current key" : "key " + choice.keyId());
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
