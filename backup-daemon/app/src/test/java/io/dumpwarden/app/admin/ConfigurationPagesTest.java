package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.app.admin.Client.Answer;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages by which servers, storages, settings and keys are configured, over a real store. */
class ConfigurationPagesTest {

  private static final String SECRET = "not-a-real-password-8841";

  @TempDir private Path folder;

  private AdminScene scene;
  private Client admin;

  @BeforeEach
  void signIn() throws Exception {
    scene = AdminScene.shared();
    admin = scene.session(Role.ADMIN);
    admin.get("/servers");
  }

  private static String name() {
    return "n" + UUID.randomUUID().toString().substring(0, 8);
  }

  private Map<String, String> server(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    scene.serverBody(name).forEach((field, value) -> fields.put(field, String.valueOf(value)));
    return fields;
  }

  private Optional<ConfigRow> row(ConfigKind kind, String name) {
    return scene.daemon().platform().rows().find(kind, name);
  }

  private static Map<String, String> with(Map<String, String> fields, String... more) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void aServersFormSaves() {
    String name = name();

    Answer added =
        admin.form("/servers/new", with(server(name), "labels", "env=prod\r\nteam=shop\r\n"));

    assertThat(added.status()).isEqualTo(303);
    assertThat(added.header("location")).endsWith("/servers/" + name);
    ConfigRow row = row(ConfigKind.SERVER, name).orElseThrow();
    assertThat(row.fields()).containsEntry("labels", "env=prod,team=shop");
    assertThat(admin.get("/servers/" + name).body())
        .contains("Server %s added".formatted(name), "env=prod", "Not scanned yet");
    String edit = admin.get("/servers/" + name + "/edit").body();
    assertThat(edit).contains("env=prod\nteam=shop").contains("leave empty to keep it");

    Answer saved =
        admin.form(
            "/servers/" + name + "/edit",
            Map.of("version", "" + row.version(), "name", name, "port", "3399", "password", ""));

    assertThat(saved.status()).isEqualTo(303);
    ConfigRow after = row(ConfigKind.SERVER, name).orElseThrow();
    assertThat(after.fields()).containsEntry("port", "3399");
    assertThat(after.fields().get("password")).isEqualTo(row.fields().get("password"));
  }

  @Test
  void wrongFieldsComeBackTogetherWithWhatWasTypedButForSecrets() {
    Answer answer =
        admin.form(
            "/servers/new",
            Map.of(
                "name",
                "no/name",
                "flavor",
                "oracle",
                "host",
                "a host",
                "port",
                "0",
                "user",
                "backup",
                "password",
                SECRET,
                "tlsMode",
                "perhaps"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("6 fields need another look", "value=\"no/name\"", "value=\"a host\"")
        .contains("href=\"#f-name\"", "href=\"#f-flavor\"", "href=\"#f-host\"", "href=\"#f-port\"")
        .contains("href=\"#f-tlsMode\"", "value=\"backup\"")
        .contains("id=\"e-password\">type it again: it is never sent back")
        .doesNotContain(SECRET);
  }

  @Test
  void whoeverSavesTooLateSeesWhatIsThereNow() {
    String name = name();
    admin.form("/servers/new", server(name));
    long seen = row(ConfigKind.SERVER, name).orElseThrow().version();
    String edit = "/servers/" + name + "/edit";
    admin.form(edit, Map.of("version", "" + seen, "host", "first.example.com"));

    Answer late =
        admin.form(
            edit, Map.of("version", "" + seen, "host", "second.example.com", "password", SECRET));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("somebody else changed it meanwhile", "value=\"second.example.com\"")
        .contains(
            "<td class=\"wide\">second.example.com</td><td class=\"wide\">first.example.com</td>")
        .contains("name=\"version\" value=\"%d\"".formatted(seen + 1))
        .contains("id=\"e-password\">type it again: it is never sent back")
        .doesNotContain(SECRET);
    assertThat(row(ConfigKind.SERVER, name).orElseThrow().fields())
        .containsEntry("host", "first.example.com");
  }

  @Test
  void aConnectionIsTestedBeforeAnythingIsSaved() {
    String name = name();
    Map<String, String> form = with(server(name), "_name", "");

    Answer whole = admin.form("/servers/test", form);

    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.body())
        .contains("What was found", "Nothing was saved", "value=\"%s\"".formatted(name));
    assertThat(row(ConfigKind.SERVER, name)).isEmpty();

    Client part = admin.sendingFormToken(admin.formToken()).withHeader("HX-Request", "true");
    Answer unreachable = part.form("/servers/test", with(form, "port", "1", "password", SECRET));

    assertThat(unreachable.body())
        .contains("Something is wrong", "<span class=\"badge bad\">error</span>")
        .doesNotContain("<html", SECRET);
    assertThat(part.form("/servers/test", with(form, "host", "a b")).body())
        .contains("<strong>host</strong>", "is not a host");
  }

  @Test
  void aServerIsScannedDisabledAndRemovedUnlessSomebodyNamesIt() {
    String name = name();
    admin.form("/servers/new", server(name));

    assertThat(admin.form("/servers/" + name + "/scan", Map.of()).status()).isEqualTo(303);
    assertThat(admin.get("/servers/" + name).body())
        .contains(">admin_shop</a>", "are selected by no schedule");
    assertThat(admin.get("/servers?q=" + name).body()).contains("1 server", "11.4");

    assertThat(admin.get("/servers/" + name).body())
        .contains("hx-get=\"/servers/%s/runs\"".formatted(name));
    assertThat(admin.get("/servers/" + name + "/runs").body())
        .contains("None yet")
        .doesNotContain("<html", "Databases");
    assertThat(admin.get("/servers/" + name + "/disable").body())
        .contains("Disable server", "name=\"enabled\" value=\"false\"");
    admin.form("/servers/" + name + "/enabled", Map.of("enabled", "false"));
    assertThat(row(ConfigKind.SERVER, name).orElseThrow().fields())
        .containsEntry("enabled", "false");
    assertThat(admin.get("/servers?state=disabled").body()).contains(name);
    assertThat(admin.get("/servers?state=failing").body()).doesNotContain(name);

    assertThat(admin.get("/servers/" + name + "/remove").body()).contains("stay in the history");
    assertThat(admin.form("/servers/" + name + "/remove", Map.of()).status()).isEqualTo(303);
    assertThat(row(ConfigKind.SERVER, name)).isEmpty();

    Answer needed = admin.form("/servers/shop1/remove", Map.of());
    assertThat(needed.status()).isEqualTo(422);
    assertThat(needed.body()).contains("something still needs it", "/schedules/nightly");
    assertThat(row(ConfigKind.SERVER, "shop1")).isPresent();
  }

  @Test
  void aLocalStoragesFormSavesTestsAndTakesAFolderOver() throws Exception {
    String name = name();
    String path = folder.resolve("one").toString();
    Map<String, String> form =
        Map.of(
            "name",
            name,
            "type",
            "local",
            "path",
            path,
            "shared",
            "true",
            "bucket",
            "left-over",
            "pathStyle",
            "false",
            "enabled",
            "true");

    assertThat(admin.form("/storages/test", with(form, "_name", "")).body())
        .contains("Nothing was saved");
    assertThat(admin.form("/storages/new", form).status()).isEqualTo(303);

    ConfigRow row = row(ConfigKind.STORAGE, name).orElseThrow();
    assertThat(RowSettings.of(row)).isEqualTo(Map.of("path", path, "shared", "true"));
    assertThat(Path.of(path, ".dumpwarden-storage")).exists();
    assertThat(admin.form("/storages/" + name + "/test", Map.of()).body())
        .contains("It can be written, read, listed and cleaned up.");
    admin.form("/storages/" + name + "/remove", Map.of());
    assertThat(row(ConfigKind.STORAGE, name)).isEmpty();
    assertThat(Files.exists(Path.of(path, ".dumpwarden-storage"))).isTrue();

    Answer refused = admin.form("/storages/new", form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("href=\"#f-path\"");
    assertThat(admin.form("/storages/new", with(form, "extra", "adopt")).status()).isEqualTo(303);
    assertThat(row(ConfigKind.STORAGE, name).orElseThrow().id()).isEqualTo(row.id());
  }

  @Test
  void anS3StoragesFormKeepsItsSecretAndTellsEveryWrongField() {
    String name = name();
    Map<String, String> form =
        Map.of(
            "name",
            name,
            "type",
            "s3",
            "bucket",
            "my-bucket",
            "endpoint",
            "http://127.0.0.1:9",
            "accessKey",
            "some-key",
            "secretKey",
            SECRET,
            "path",
            "/left/over",
            "shared",
            "false",
            "pathStyle",
            "true",
            "enabled",
            "true");

    Answer wrong =
        admin.form("/storages/new", with(form, "bucket", "My_Bucket", "partSize", "1KiB"));

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("href=\"#f-bucket\"", "href=\"#f-partSize\"", "value=\"/left/over\"")
        .doesNotContain(SECRET);
    assertThat(admin.form("/storages/new", form).status()).isEqualTo(303);
    ConfigRow row = row(ConfigKind.STORAGE, name).orElseThrow();
    String edit = "/storages/" + name + "/edit";
    assertThat(admin.get(edit).body()).contains("leave empty to keep it").doesNotContain(SECRET);
    assertThat(admin.get("/storages/" + name).body()).contains("my-bucket").doesNotContain(SECRET);
    admin.form(
        edit,
        Map.of(
            "version",
            "" + row.version(),
            "region",
            "eu",
            "secretKey",
            "",
            "accessKey",
            "some-key"));
    ConfigRow after = row(ConfigKind.STORAGE, name).orElseThrow();
    assertThat(RowSettings.of(after)).containsEntry("region", "eu");
    assertThat(after.fields().get("secret_key")).isEqualTo(row.fields().get("secret_key"));
    admin.form("/storages/" + name + "/remove", Map.of());
  }

  @Test
  void aStorageThatRulesWriteToIsNotRemoved() {
    assertThat(admin.get("/storages/disk/disable").body())
        .contains("These schedules would then write nowhere", "nightly");
    Answer answer = admin.form("/storages/disk/remove", Map.of());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("schedule nightly writes to it", "something still needs it");
    assertThat(row(ConfigKind.STORAGE, "disk")).isPresent();
  }

  @Test
  void aChannelsFormTestsAndSavesAndARuleKeepsIt() throws Exception {
    String name = name();
    try (Receiver receiver = Receiver.start()) {
      assertThat(admin.get("/notifications/channels/new?type=webhook").body())
          .contains("name=\"url\"", "name=\"body\"")
          .doesNotContain("name=\"host\"");
      Map<String, String> form =
          Map.of(
              "_name",
              "",
              "name",
              name,
              "type",
              "webhook",
              "url",
              receiver.url("/hook"),
              "secret",
              SECRET,
              "privateAddresses",
              "true",
              "enabled",
              "true");
      assertThat(admin.form("/notifications/channels/test", form).body())
          .contains("The receiver took the test", "type it again")
          .doesNotContain(SECRET);
      assertThat(admin.form("/notifications/channels/new", form).status()).isEqualTo(303);
      assertThat(admin.form("/notifications/channels/" + name + "/test", Map.of()).body())
          .contains("The receiver took the test", receiver.url("/hook"))
          .doesNotContain(SECRET);
      assertThat(receiver.received()).hasSize(2);
    }
    Answer none = admin.form("/notifications/rules/new", Map.of("name", name, "events", ""));
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("tick at least one");
    Map<String, String> rule =
        Map.of("name", name, "events", "digest-weekly", "channels", name, "servers", "shop1");
    assertThat(admin.form("/notifications/rules/new", rule).status()).isEqualTo(303);
    assertThat(admin.get("/notifications").body()).contains(name, "digest-weekly");
    Answer refused = admin.form("/notifications/channels/" + name + "/remove", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("rule " + name, "something still needs it");
    admin.form("/notifications/rules/" + name + "/remove", Map.of());
    admin.form("/notifications/channels/" + name + "/remove", Map.of());
    assertThat(row(ConfigKind.CHANNEL, name)).isEmpty();
  }

  @Test
  void settingsAreSavedInPlaceAndGoBackToTheirStandard() {
    String save = "/system/settings/verify_rate";

    Answer wrong = admin.form(save, Map.of("value", "fast", "version", ""));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"fast\"", "id=\"e-verify_rate\"");

    assertThat(admin.form(save, Map.of("value", "50MiB", "version", "")).status()).isEqualTo(303);
    ConfigRow row = row(ConfigKind.SETTING, "verify_rate").orElseThrow();
    assertThat(row.fields()).containsEntry("value", "50MiB");

    Answer late = admin.form(save, Map.of("value", "60MiB", "version", ""));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("somebody else changed it meanwhile: it is '50MiB' now", "value=\"60MiB\"");

    admin.form(save, Map.of("value", "", "version", "" + row.version()));
    assertThat(row(ConfigKind.SETTING, "verify_rate")).isEmpty();
    assertThat(admin.form("/system/settings/no_such", Map.of("value", "1", "version", "")).status())
        .isEqualTo(404);
  }

  @Test
  void theSystemPageShowsTheInstallationAndLooksAtTheCatalog() {
    String page = admin.get("/system").body();

    assertThat(page).contains("This installation", "at work", "verify_per_day", "Back up now");
    assertThat(admin.form("/system/catalog-check", Map.of("storage", "disk")).body())
        .contains("Looked at disk. Nothing is off.");
    assertThat(admin.form("/system/catalog-rebuild", Map.of("storage", "disk")).body())
        .contains("Would add 0 backups", "1 known already");
    Map<String, String> rebuild = Map.of("storage", "disk", "really", "true");
    assertThat(admin.form("/system/catalog-rebuild", rebuild).body())
        .contains("Rebuild the catalog from storage disk?", "name=\"confirmed\"")
        .doesNotContain("Added 0");
    assertThat(admin.form("/system/catalog-rebuild", with(rebuild, "confirmed", "true")).body())
        .contains("Added 0 backups");
  }

  @Test
  void aKeyIsAddedUsedAndOnlyRemovedWhenNothingNeedsIt() {
    String name = name();

    Answer wrong =
        admin.form(
            "/keys/new",
            Map.of("name", name, "type", "age", "passphrase", SECRET, "recipients", "age1nobody"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("age1nobody").doesNotContain(SECRET);

    Map<String, String> form = Map.of("name", name, "type", "aes-256-gcm", "passphrase", SECRET);
    assertThat(admin.form("/keys/new", form).status()).isEqualTo(303);
    assertThat(admin.get("/keys").body()).contains(name).doesNotContain(SECRET);
    admin.form("/keys/" + name + "/use", Map.of());
    assertThat(row(ConfigKind.SETTING, "aes_key").orElseThrow().fields())
        .containsEntry("value", name);

    Answer refused = admin.form("/keys/" + name + "/remove", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("something still encrypts with it", "setting aes_key");

    String version = "" + row(ConfigKind.SETTING, "aes_key").orElseThrow().version();
    admin.form("/system/settings/aes_key", Map.of("value", "", "version", version));
    assertThat(admin.form("/keys/" + name + "/remove", Map.of()).status()).isEqualTo(303);
    assertThat(row(ConfigKind.ENCRYPTION_KEY, name)).isEmpty();
  }

  @Test
  void dumpOptionsOfTheFleetAreSavedAndTheCommandIsShown() {
    Answer wrong =
        admin.form("/dump-options", Map.of("value", "result-file=/tmp/x", "version", ""));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("may not be set", "value=\"result-file=/tmp/x\"");

    admin.form("/dump-options", Map.of("value", "add-drop-table=off", "version", ""));
    String page = admin.get("/dump-options?server=shop1").body();
    assertThat(page).contains("native engine --skip-add-drop-table --connections=");
    String version = "" + row(ConfigKind.SETTING, "dump_options").orElseThrow().version();
    admin.form("/dump-options", Map.of("value", "", "version", version));
  }

  @Test
  void theAuditShowsWhatChangedWithSecretsMasked() {
    String name = name();
    admin.form("/servers/new", with(server(name), "password", SECRET));
    String version = "" + row(ConfigKind.SERVER, name).orElseThrow().version();
    admin.form(
        "/servers/" + name + "/edit",
        Map.of("version", version, "host", "other.example.com", "password", SECRET + "2"));

    String page = admin.get("/audit?kind=server&key=" + name).body();

    assertThat(page)
        .contains(
            "<ins><span class=\"hidden\">is </span>other.example.com</ins>", "[redacted] (new)")
        .contains("/api/v1/audit/export?format=csv&amp;kind=server&amp;key=" + name)
        .doesNotContain(SECRET);
    assertThat(admin.get("/audit?actor=nobody-at-all").body()).contains("Nothing fits");
    Answer wrong = admin.get("/audit?from=yesterday");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("must be a day", "value=\"yesterday\"");
    assertThat(scene.session(Role.OPERATOR).get("/audit").status()).isEqualTo(403);
  }

  /** Whatever is typed into a field is text: shown as that, or refused with the field's name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\" onfocus=\"alert(1)",
        "😀𝕏",
        "a\r\nSet-Cookie: x=y",
        "../../etc",
        "--defaults-file=/etc",
        "LONG"
      })
  void hostileValuesAreText(String hostile) {
    String value = hostile.equals("LONG") ? "x".repeat(10_000) : hostile;
    for (String form : new String[] {"/servers/new", "/storages/new", "/keys/new"}) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (String field :
          new String[] {
            "name",
            "flavor",
            "type",
            "host",
            "port",
            "user",
            "restoreUser",
            "tlsMode",
            "tlsCaFile",
            "labels",
            "maxConcurrentRuns",
            "dumpOptions",
            "path",
            "bucket",
            "recipients"
          }) {
        fields.put(field, value);
      }
      Answer answer = admin.form(form, fields);
      assertThat(answer.status()).as(form).isEqualTo(422);
      assertThat(answer.body())
          .as(form)
          .contains("href=\"#f-name\"")
          .doesNotContain("<script>alert", "=\"\" onfocus");
      assertThat(answer.header("set-cookie")).isEmpty();
    }
    Answer setting =
        admin.form("/system/settings/scratch_server", Map.of("value", value, "version", ""));
    assertThat(setting.status()).isEqualTo(422);
    assertThat(setting.body()).doesNotContain("<script>alert");
    for (String page :
        new String[] {"/servers?q=", "/servers?label=", "/audit?key=", "/dump-options?server="}) {
      String part = value.length() > 2000 ? value.substring(0, 2000) : value;
      Answer answer =
          admin.get(
              page + java.net.URLEncoder.encode(part, java.nio.charset.StandardCharsets.UTF_8));
      assertThat(answer.status()).as(page).isIn(200, 422);
      assertThat(answer.body()).doesNotContain("<script>alert", "=\"\" onfocus");
    }
  }

  @Test
  void viewersSeeNoButtonsThatTheyMayNotUse() {
    Client viewer = scene.session(Role.VIEWER);
    for (String page :
        new String[] {
          "/servers",
          "/servers/shop1",
          "/storages/disk",
          "/system",
          "/keys",
          "/dump-options",
          "/notifications",
          "/notifications/messages"
        }) {
      Answer answer = viewer.get(page);
      assertThat(answer.status()).as(page).isEqualTo(200);
      assertThat(answer.body().replaceAll("action=\"/(logout|account)[^\"]*\"", ""))
          .as(page)
          .doesNotContain("method=\"post\" action", "Add a server", ">Remove<");
    }
  }
}
