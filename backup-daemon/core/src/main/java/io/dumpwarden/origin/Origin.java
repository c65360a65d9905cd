package io.dumpwarden.origin;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Version;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The server that the SQL of a restore comes from, as it was when it was dumped.
 *
 * @param version in full, as the server spells it
 * @param release the number in it
 * @param inventories one for each database; what is in them may have been left out of the dump
 * @param brokenViews views that were left out because the server cannot open them
 */
public record Origin(
    Flavor flavor,
    String version,
    Version release,
    List<Inventory> inventories,
    List<BrokenView> brokenViews) {

  public Origin {
    inventories = List.copyOf(inventories);
    brokenViews = List.copyOf(brokenViews);
  }

  /** With nothing but these databases. */
  public Origin only(Collection<String> databases) {
    return new Origin(
        flavor,
        version,
        release,
        inventories.stream().filter(i -> databases.contains(i.database())).toList(),
        brokenViews.stream().filter(view -> databases.contains(view.database())).toList());
  }

  /** As a manifest tells it; empty for one that names no server that is known here. */
  static Optional<Origin> of(Manifest manifest) {
    Manifest.ServerIdentity server = manifest.server();
    return Arrays.stream(Flavor.values())
        .filter(flavor -> flavor.id().equals(server.flavor()))
        .findFirst()
        .flatMap(flavor -> Version.in(server.version()).map(v -> of(manifest, flavor, v)));
  }

  private static Origin of(Manifest manifest, Flavor flavor, Version release) {
    return new Origin(
        flavor,
        manifest.server().version(),
        release,
        manifest.inventories(),
        manifest.brokenViews());
  }
}
