package io.dumpwarden.restore;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.origin.Origin;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A plain file of which it is known what its server held, as a manifest would tell it. */
record ToldSource(FileSource file, ServerFacts server, List<Inventory> inventories)
    implements RestoreSource {

  @Override
  public Optional<Origin> origin() {
    return Optional.of(
        new Origin(server.flavor(), server.version(), server.release(), inventories, List.of()));
  }

  @Override
  public String describe() {
    return file.describe();
  }

  @Override
  public List<String> databases() {
    return inventories.stream().map(Inventory::database).toList();
  }

  @Override
  public Optional<Manifest> manifest() {
    return file.manifest();
  }

  @Override
  public Optional<ScriptTraits> traits(boolean read) {
    return file.traits(read);
  }

  @Override
  public long rawBytes() {
    return file.rawBytes();
  }

  @Override
  public void check(LongConsumer progress) {
    file.check(progress);
  }

  @Override
  public boolean isProvenWhole() {
    return file.isProvenWhole();
  }

  @Override
  public InputStream open() throws IOException {
    return file.open();
  }

  @Override
  public void prove() {
    file.prove();
  }

  @Override
  public Optional<InputStream> users() throws IOException {
    return file.users();
  }

  @Override
  public void close() {
    file.close();
  }
}
