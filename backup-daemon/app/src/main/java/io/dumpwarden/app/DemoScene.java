package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.demo.SampleShop;
import io.dumpwarden.app.demo.SampleTraffic;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.embedded.EmbeddedMariaDb;
import io.dumpwarden.embedded.Lease;
import io.dumpwarden.embedded.MariaDbBinaries;
import io.dumpwarden.embedded.ServerOptions;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the demo plays on: a sample server with a shop, a local storage, a schedule that fires every
 * minute.
 */
public final class DemoScene implements AutoCloseable {

  public static final String SERVER = "sample";
  public static final String STORAGE = "local";
  public static final String SCHEDULE = "every-minute";
  private static final String DATABASE = "shop";

  private final Lease server;
  private final SampleTraffic traffic;
  private final Path storageFolder;

  private DemoScene(Lease server, SampleTraffic traffic, Path storageFolder) {
    this.server = server;
    this.traffic = traffic;
    this.storageFolder = storageFolder;
  }

  /** Starts the sample server, fills it once, and writes the rows that the daemon then finds. */
  public static DemoScene set(Platform platform) throws IOException, SQLException {
    DataDirectory data = platform.data();
    MariaDbBinaries binaries = MariaDbBinaries.unpackInto(data.programs());
    Lease server =
        new EmbeddedMariaDb(binaries)
            .startThrowaway(
                data.demo("sample-server"), ServerOptions.defaults().withExtra("--log-bin=binlog"));
    fillOnce(server);
    Path storageFolder = data.demo("backups");
    addRows(platform, server, storageFolder);
    return new DemoScene(server, SampleTraffic.start(server::connect), storageFolder);
  }

  /** Where the backups are, for people to look. */
  public Path storageFolder() {
    return storageFolder;
  }

  public Lease server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    traffic.close();
    server.close();
  }

  private static void fillOnce(Lease server) throws SQLException {
    try (Connection connection = server.connect();
        ResultSet there = connection.getMetaData().getTables(DATABASE, null, "orders", null)) {
      if (!there.next()) {
        SampleShop.create(connection);
      }
    }
  }

  private static void addRows(Platform platform, Lease server, Path storageFolder) {
    put(
        platform,
        ConfigKind.SERVER,
        SERVER,
        new RowChanges(fields(server), Map.of("password", Secret.of(server.password()))));
    put(
        platform,
        ConfigKind.STORAGE,
        STORAGE,
        Map.of("name", STORAGE, "type", "local", "settings", settings(storageFolder)));
    platform.initialise(platform.snapshots().get().storage(STORAGE).orElseThrow());
    put(platform, ConfigKind.SCHEDULE, SCHEDULE, everyMinute());
    put(
        platform,
        ConfigKind.RETENTION_RULE,
        SCHEDULE + "/" + STORAGE,
        Map.of("schedule", SCHEDULE, "storage", STORAGE, "keep_for", "1h", "min_copies", "3"));
  }

  private static Map<String, @Nullable String> fields(Lease server) {
    return Map.ofEntries(
        Map.entry("name", SERVER),
        Map.entry("flavor", "mariadb"),
        Map.entry("host", server.host()),
        Map.entry("port", "" + server.port()),
        Map.entry("username", server.user()),
        Map.entry("tls_mode", "disabled"));
  }

  private static Map<String, @Nullable String> everyMinute() {
    return Map.ofEntries(
        Map.entry("name", SCHEDULE),
        Map.entry("type", "hourly"),
        Map.entry("cron", "* * * * *"),
        Map.entry("servers", SERVER),
        Map.entry("include_databases", DATABASE));
  }

  private static String settings(Path storageFolder) {
    return "{\"path\": \"%s\"}"
        .formatted(storageFolder.toString().replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static void put(
      Platform platform, ConfigKind kind, String key, Map<String, @Nullable String> fields) {
    put(platform, kind, key, new RowChanges(fields, Map.of()));
  }

  /** Adds the row, or brings it up to date: the sample server has another port at every start. */
  private static void put(Platform platform, ConfigKind kind, String key, RowChanges changes) {
    ConfigEditor editor = platform.editor();
    Optional<ConfigRow> there = platform.rows().find(kind, key);
    if (there.isEmpty()) {
      editor.add(kind, changes, Actor.DAEMON);
    } else {
      editor.edit(kind, key, OptionalLong.empty(), changes, Actor.DAEMON);
    }
  }
}
