package io.dumpwarden.drill;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.Flavor;
import java.util.Locale;

/** What is drilled: a backup with its manifest. */
public record DrillSubject(Backup backup, Manifest manifest) {

  /** Of the server that was dumped. */
  public Flavor flavor() {
    return Flavor.valueOf(manifest.server().flavor().toUpperCase(Locale.ROOT));
  }

  /** What the engines said that its tables and indexes took. */
  public long dataBytes() {
    return manifest.inventories().stream().mapToLong(i -> i.dataBytes()).sum();
  }

  /** Whether it holds objects that run as some account. */
  boolean hasDefiners() {
    return manifest.inventories().isEmpty()
        || manifest.inventories().stream()
            .anyMatch(
                held ->
                    !held.views().isEmpty()
                        || !held.triggers().isEmpty()
                        || !held.routines().isEmpty()
                        || !held.events().isEmpty());
  }

  /** Whether it holds events; true where its manifest does not tell what it holds. */
  boolean mayHaveEvents() {
    return manifest.inventories().isEmpty()
        || manifest.inventories().stream().anyMatch(held -> !held.events().isEmpty());
  }

  /** How messages name the server that was dumped: {@code MySQL 8.0.15}. */
  public String source() {
    return Throwaways.make(flavor()) + " " + manifest.server().version();
  }

  /** What a restore into the other make of server leaves open. */
  public String limitIn(String there) {
    return "restored into %s and dumped from %s: what only the latter has is not proven"
        .formatted(there, source());
  }
}
