package io.dumpwarden.verify;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.OwnTables;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.ReadDump;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a dump's own text against what its manifest says of it. */
final class DumpProof implements ObjectCheck.Contents {

  private static final int BUFFER = 256 * 1024;

  /** A database may lack thousands. */
  private static final int NAMED = 10;

  private final Manifest manifest;

  DumpProof(Manifest manifest) {
    this.manifest = manifest;
  }

  @Override
  public Optional<String> problemWith(InputStream raw) throws IOException {
    RawDigest digest = manifest.digest(raw);
    List<Frame> frames = manifest.frames() == null ? List.of() : manifest.frames();
    // once more where the dump's own digest does without the frames
    RawDigest framed = RawDigest.of(digest, RawDigest.FRAMED, frames);
    ReadDump dump = ReadDump.of(framed);
    drain(dump);
    return manifest
        .problemWith(digest)
        .or(() -> withoutEnd(dump))
        .or(() -> lacking(dump))
        .or(() -> problemWithIndex(framed));
  }

  private Optional<String> problemWithIndex(RawDigest framed) {
    return manifest
        .problemWithIndex()
        .or(() -> framed.damaged().map(frame -> frame.describe() + " is not in the dump so"))
        .map("its index is not that of the dump: "::concat);
  }

  static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (in.read(buffer, 0, BUFFER) >= 0) {
      // only that it comes to its end counts
    }
  }

  private static Optional<String> withoutEnd(ReadDump dump) {
    return dump.ended()
        ? Optional.empty()
        : Optional.of("its last line is not the end marker of a whole dump");
  }

  private Optional<String> lacking(ReadDump dump) {
    List<String> missing = new ArrayList<>();
    for (Inventory inventory : comparable()) {
      missing.addAll(
          inventory.missingFrom(dump.objects(inventory.database()), leftOut(inventory.database())));
    }
    // what its backup knew to be missing is on record
    missing.removeAll(manifest.missing());
    return missing.isEmpty() ? Optional.empty() : Optional.of("it lacks " + named(missing));
  }

  /** Before a manifest said what was left out, nothing was compared with the dump either. */
  private List<Inventory> comparable() {
    return manifest.contents() == null ? List.of() : manifest.inventories();
  }

  private LeftOut leftOut(String database) {
    Set<String> broken =
        manifest.brokenViews().stream()
            .filter(view -> view.database().equals(database))
            .map(BrokenView::name)
            .collect(Collectors.toSet());
    List<TableGlob> excluded = excludedTables();
    return new LeftOut(
        name ->
            OwnTables.has(name)
                || broken.contains(name)
                || excluded.stream().anyMatch(g -> g.matches(database, name)),
        kinds());
  }

  private List<TableGlob> excludedTables() {
    Manifest.Contents contents = manifest.contents();
    return contents == null
        ? List.of()
        : contents.excludedTables().stream().map(TableGlob::parse).toList();
  }

  private Set<ObjectKind> kinds() {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    for (ObjectKind kind : List.of(ObjectKind.TRIGGER, ObjectKind.ROUTINE, ObjectKind.EVENT)) {
      if (manifest.tool().options().contains("--skip-%ss".formatted(kind.word()))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static String named(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? "%s and %d more".formatted(first, names.size() - NAMED) : first;
  }
}
