package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.Manifest.Shortcoming;
import io.dumpwarden.catalog.Manifest.StoredFile;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.source.Inventory;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest tells people.
 *
 * @param server what was dumped, such as {@code mariadb 11.4.5 at db1:3306}
 * @param tool the dump tool with its version
 * @param encryption algorithm and key; null where it is not encrypted
 * @param leftOut what was left out on purpose, a line each
 */
public record ManifestFacts(
    @Nullable String server,
    @Nullable String tool,
    List<String> options,
    @Nullable String compression,
    @Nullable String encryption,
    @Nullable String ticket,
    List<StoredFile> files,
    List<Inventory> inventories,
    List<String> leftOut,
    List<String> missing,
    List<Shortcoming> shortcomings,
    List<String> warnings) {

  /** So many tables of a database are shown; the manifest has them all. */
  public static final int TABLES = 500;

  // only reads, so that no key is needed
  private static final ManifestFormat FORMAT = new ManifestFormat(bytes -> "");

  /** Of a backup's manifest; null where it has none that can be read. */
  static @Nullable ManifestFacts of(@Nullable DumpFacts result) {
    if (result == null || result.manifest().isEmpty()) {
      return null;
    }
    try {
      return of(FORMAT.read(result.manifest()));
    } catch (IllegalArgumentException e) {
      // of a later version, or made by hand: the rest of the page does without it
      return null;
    }
  }

  private static ManifestFacts of(Manifest manifest) {
    return new ManifestFacts(
        server(manifest.server()),
        tool(manifest.tool()),
        manifest.tool() == null ? List.of() : listOrNone(manifest.tool().options()),
        compression(manifest.compression()),
        encryption(manifest.encryption()),
        manifest.ticket(),
        listOrNone(manifest.objects()),
        listOrNone(manifest.inventories()),
        leftOut(manifest),
        manifest.missing(),
        manifest.shortcomings(),
        listOrNone(manifest.warnings()));
  }

  // records that were read from JSON may lack what they are to have
  private static <T> List<T> listOrNone(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private static @Nullable String server(Manifest.@Nullable ServerIdentity server) {
    return server == null
        ? null
        : "%s %s at %s:%d"
            .formatted(server.flavor(), server.version(), server.host(), server.port());
  }

  private static @Nullable String tool(Manifest.@Nullable Tool tool) {
    return tool == null ? null : "%s %s".formatted(tool.name(), tool.version());
  }

  private static @Nullable String compression(Manifest.@Nullable CompressionUsed used) {
    return used == null || used.algorithm().equals("none")
        ? null
        : "%s, level %d".formatted(used.algorithm(), used.level());
  }

  private static @Nullable String encryption(Manifest.@Nullable EncryptionUsed used) {
    return used == null ? null : "%s, key %s".formatted(used.algorithm(), used.keyId());
  }

  private static List<String> leftOut(Manifest manifest) {
    List<String> lines = new java.util.ArrayList<>();
    Manifest.Contents contents = manifest.contents();
    if (contents != null) {
      if (contents.structureOnly()) {
        lines.add("rows: only the structure was dumped");
      }
      listOrNone(contents.excludedTables()).forEach(table -> lines.add("table " + table));
      listOrNone(contents.excludedTableData()).forEach(table -> lines.add("rows of " + table));
    }
    manifest
        .brokenViews()
        .forEach(view -> lines.add("broken view %s.%s".formatted(view.database(), view.name())));
    return List.copyOf(lines);
  }
}
