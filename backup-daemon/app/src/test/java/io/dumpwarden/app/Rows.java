package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.storage.S3Server;
import io.dumpwarden.storage.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes configuration rows as an operator does. */
public record Rows(Platform platform) {

  public void server(String name, SourceEngine engine) {
    server(name, engine, engine.rootUser(), engine.rootPassword());
  }

  public void server(String name, SourceEngine engine, String user, String password) {
    add(
        ConfigKind.SERVER,
        Map.of(
            "name",
            name,
            "flavor",
            engine.flavor(),
            "host",
            engine.host(),
            "port",
            "" + engine.port(),
            "username",
            user,
            "tls_mode",
            "disabled",
            "max_concurrent_runs",
            "8"),
        Map.of("password", Secret.of(password)));
  }

  public void local(String name, Path folder) {
    add(
        ConfigKind.STORAGE,
        Map.of("name", name, "type", "local", "settings", "{\"path\": \"" + folder + "\"}"),
        Map.of());
    platform.initialise(platform.snapshots().get().storage(name).orElseThrow());
  }

  /**
   * @param via the server's own endpoint, or one before it
   */
  public void s3(String name, S3Server server, URI via) {
    String settings =
        """
        {"endpoint": "%s", "bucket": "%s", "prefix": "%s", "path_style": "true",
         "access_key": "%s", "part_size": "5MiB", "stall_limit": "3s"}"""
            .formatted(via, server.bucket(), name, server.accessKey());
    add(
        ConfigKind.STORAGE,
        Map.of("name", name, "type", "s3", "settings", settings),
        Map.of("secret_key", server.secretKey()));
  }

  /** A manual schedule of one database, by the dump program: that can be held and broken. */
  public void schedule(String name, String server, String database, String... more) {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "name", name, "type", "manual", "servers", server, "include_databases", database));
    fields.put("engine", "mysqldump");
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    add(ConfigKind.SCHEDULE, fields, Map.of());
  }

  public void rule(String schedule, String storage, String... more) {
    Map<String, String> fields = new HashMap<>(Map.of("schedule", schedule, "storage", storage));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    fields.putIfAbsent("keep_for", "30d");
    add(ConfigKind.RETENTION_RULE, fields, Map.of());
  }

  void add(ConfigKind kind, Map<String, String> fields, Map<String, Secret> secrets) {
    platform
        .editor()
        .add(kind, new RowChanges(new HashMap<>(fields), secrets), new Actor("test", "cli"));
  }
}
