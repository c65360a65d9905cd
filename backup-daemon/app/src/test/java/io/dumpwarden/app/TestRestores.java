package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restores as a person would ask for them. */
public final class TestRestores {

  public static final Actor ACTOR = new Actor("test", "cli");

  private final Platform platform;
  private final Keyring keys;

  public TestRestores(Platform platform) {
    this(platform, platform.keyring());
  }

  public TestRestores(Platform platform, Keyring keys) {
    this.platform = platform;
    this.keys = keys;
  }

  /** Restores under a name, and throws what goes wrong; no safety backup is taken. */
  public RestoreService.Done restore(
      Backup backup, String server, @Nullable String database, Existing existing) {
    try (RestoreService service = new RestoreService(platform, keys);
        RestoreSource source = service.source(backup)) {
      RestorePlan plan = service.plan(source, request(service, server, database, existing));
      RestoreService.Done done = service.restore(source, plan, ACTOR, now -> {});
      done.outcome().orThrow();
      return done;
    }
  }

  public RestoreRequest request(
      RestoreService service, String server, @Nullable String database, Existing existing) {
    return new RestoreRequest(
        service.target(platform.snapshots().get().server(server).orElseThrow()),
        new RestoreRequest.Choice(List.of(), database, Map.of(), List.of()),
        existing,
        RestoreRequest.Load.STRICT,
        RestoreRequest.Users.NONE,
        false,
        "test",
        null);
  }
}
