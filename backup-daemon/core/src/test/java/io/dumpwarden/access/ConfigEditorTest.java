package io.dumpwarden.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.MemoryConfigRows;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigEditorTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");
  private static final Actor ANNA = new Actor("anna", "cli");

  private final MemoryConfigRows rows = new MemoryConfigRows(SampleRows.working());
  private final SealedVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
  private final KeptAudit audit = new KeptAudit();
  private final ConfigEditor editor =
      new ConfigEditor(rows, vault, audit, InstantSource.fixed(NOW));

  @Test
  void anAddedServerIsCheckedSealedAndAudited() {
    ConfigRow row =
        editor.add(
            ConfigKind.SERVER,
            new RowChanges(
                fields(
                    "name", " crm ", "flavor", "mysql", "host", "h", "username", "u", "port", ""),
                Map.of("password", Secret.of("test-password"))),
            ANNA);
    assertThat(row).isEqualTo(rows.find(ConfigKind.SERVER, "crm").orElseThrow());
    assertThat(row.fields()).containsEntry("port", "3306").containsEntry("enabled", "true");
    String stored = row.fields().get("password");
    assertThat(stored).startsWith("dw1:");
    assertThat(vault.reveal(new StoredSecret(stored))).isEqualTo(Secret.of("test-password"));
    AuditEntry entry = audit.entries.get(0);
    assertThat(entry)
        .extracting(
            AuditEntry::at,
            AuditEntry::actor,
            AuditEntry::action,
            AuditEntry::kind,
            AuditEntry::key)
        .containsExactly(NOW, ANNA, "add", "server", "crm");
    assertThat(entry.before()).isEmpty();
    assertThat(entry.after()).containsEntry("host", "h").containsEntry("password", "[redacted]");
  }

  @Test
  void aPasswordAmongTheFieldsIsSealedToo() {
    edit("shop", fields("password", "test-password"));
    assertThat(shop().fields().get("password")).startsWith("dw1:");
  }

  @Test
  void referencesAreKeptAndShown() {
    edit("shop", fields("password", "file:/run/secrets/shop"));
    assertThat(shop().fields()).containsEntry("password", "file:/run/secrets/shop");
    assertThat(editor.shown(shop())).containsEntry("password", "file:/run/secrets/shop");
  }

  @Test
  void anEditChangesOnlyWhatItNamesAndTellsBeforeAndAfter() {
    edit("shop", fields("password", "test-password"));
    edit("shop", fields("port", "3307", "enabled", "no", "password", "test-password-2"));
    assertThat(shop().fields())
        .containsEntry("port", "3307")
        .containsEntry("enabled", "false")
        .containsEntry("host", "db.example.com");
    AuditEntry entry = audit.entries.get(1);
    assertThat(entry.before()).containsEntry("password", "[redacted]");
    assertThat(entry.after())
        .containsEntry("password", "[redacted] (new)")
        .containsEntry("port", "3307");
    assertThat(entry.toString()).doesNotContain("test-password").doesNotContain("dw1:");
  }

  @Test
  void whatIsUnsetGetsTheStandardOrNothing() {
    edit("shop", fields("port", "3307", "labels", "a=b"));
    edit("shop", fields("port", null, "labels", " "));
    assertThat(shop().fields()).containsEntry("port", "3306").containsEntry("labels", null);
  }

  @Test
  void anEchoedMaskLeavesTheSecret() {
    edit("shop", fields("password", "test-password"));
    String before = shop().fields().get("password");
    edit("shop", new HashMap<>(editor.shown(shop())));
    assertThat(shop().fields()).containsEntry("password", before);
  }

  @Test
  void aStaleEditIsRefused() {
    edit("shop", fields("port", "3307"));
    DumpwardenException e =
        failure(
            () ->
                editor.edit(
                    ConfigKind.SERVER,
                    "shop",
                    OptionalLong.of(1),
                    RowChanges.of(fields("port", "3308")),
                    ANNA));
    assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_CONFLICT);
    assertThat(audit.entries).hasSize(1);
  }

  @Test
  void unknownFieldsAreToldTheNearestAndNothingChanges() {
    assertProblem(() -> edit("shop", fields("prot", "1")), "prot", "did you mean 'port'");
    assertThat(shop().version()).isEqualTo(1);
    assertThat(audit.entries).isEmpty();
  }

  @Test
  void theResultIsCheckedAsAWhole() {
    assertProblem(
        () -> edit("shop", fields("restore_username", "x")), "restore_password", "must be set too");
    assertProblem(
        () -> editor.add(ConfigKind.SCHEDULE, RowChanges.of(fields("name", "x")), ANNA),
        "cron",
        "must be set");
    assertThat(rows.all()).hasSize(4);
  }

  @Test
  void aSecretForAPlainColumnIsRefused() {
    RowChanges changes = new RowChanges(Map.of(), Map.of("host", Secret.of("test-password")));
    assertProblem(
        () -> editor.edit(ConfigKind.SERVER, "shop", OptionalLong.empty(), changes, ANNA),
        "host",
        "does not hold a secret");
  }

  @Test
  void aKeyStays() {
    assertProblem(() -> edit("shop", fields("name", "shop2")), "name", "cannot be changed");
  }

  @Test
  void aRuleNeedsItsScheduleAndStorage() {
    assertProblem(() -> addRule("nightli", "disk"), "schedule", "did you mean 'nightly'");
    assertProblem(() -> addRule("nightly", "dsk"), "storage", "did you mean 'disk'");
    assertThat(addRule("manual", "disk").key()).isEqualTo("manual/disk");
  }

  @Test
  void whatOthersNameStays() {
    assertThat(failure(() -> editor.remove(ConfigKind.STORAGE, "disk", ANNA)))
        .hasMessage("storage 'disk' is still named by retention rules nightly/disk");
    editor.edit(
        ConfigKind.SCHEDULE,
        "nightly",
        OptionalLong.empty(),
        RowChanges.of(fields("servers", "shop")),
        ANNA);
    assertThat(failure(() -> editor.remove(ConfigKind.SERVER, "shop", ANNA)))
        .hasMessage("server 'shop' is still named by schedules nightly");
    assertThat(rows.all()).hasSize(4);
  }

  @Test
  void aChannelThatRulesTellThroughStays() {
    editor.add(
        ConfigKind.CHANNEL,
        new RowChanges(fields("name", "ops", "type", "slack"), Map.of("secret", Secret.of("x"))),
        ANNA);
    assertProblem(() -> addNotificationRule("opss"), "channels", "did you mean 'ops'");
    addNotificationRule("ops");

    assertThat(failure(() -> editor.remove(ConfigKind.CHANNEL, "ops", ANNA)))
        .hasMessage("channel 'ops' is still named by notification rules anything");
    editor.remove(ConfigKind.NOTIFICATION_RULE, "anything", ANNA);
    editor.remove(ConfigKind.CHANNEL, "ops", ANNA);
    assertThat(rows.list(ConfigKind.CHANNEL)).isEmpty();
  }

  private void addNotificationRule(String channel) {
    editor.add(
        ConfigKind.NOTIFICATION_RULE,
        RowChanges.of(fields("name", "anything", "channels", channel)),
        ANNA);
  }

  @Test
  void aScheduleGoesWithItsRules() {
    editor.remove(ConfigKind.SCHEDULE, "nightly", ANNA);
    editor.remove(ConfigKind.STORAGE, "disk", ANNA);
    editor.remove(ConfigKind.SERVER, "shop", ANNA);
    assertThat(rows.all()).isEmpty();
    assertThat(audit.entries)
        .extracting(e -> e.action() + " " + e.key())
        .containsExactly("remove nightly/disk", "remove nightly", "remove disk", "remove shop");
    assertThat(audit.entries.get(1).before()).containsEntry("cron", "0 2 * * *");
    assertThat(audit.entries.get(1).after()).isEmpty();
  }

  @Test
  void whatIsNotThereIsToldTheNearest() {
    assertThat(failure(() -> editor.remove(ConfigKind.SERVER, "shpo", ANNA)))
        .hasMessage("there is no server 'shpo', did you mean 'shop'");
  }

  @Test
  void changesDoNotPrintTheirTexts() {
    assertThat(RowChanges.of(fields("password", "test-password")).toString())
        .doesNotContain("test-password");
  }

  private ConfigRow addRule(String schedule, String storage) {
    return editor.add(
        ConfigKind.RETENTION_RULE,
        RowChanges.of(fields("schedule", schedule, "storage", storage, "keep_for", "30d")),
        ANNA);
  }

  private void edit(String server, Map<String, @Nullable String> fields) {
    editor.edit(ConfigKind.SERVER, server, OptionalLong.empty(), RowChanges.of(fields), ANNA);
  }

  private ConfigRow shop() {
    return rows.find(ConfigKind.SERVER, "shop").orElseThrow();
  }

  private static void assertProblem(ThrowingCallable work, String field, String words) {
    InvalidConfigException e = catchThrowableOfType(InvalidConfigException.class, work);
    assertThat(e.problems()).extracting(Problem::field).containsExactly(field);
    assertThat(e).hasMessageContaining(words);
  }

  private static DumpwardenException failure(ThrowingCallable work) {
    return catchThrowableOfType(DumpwardenException.class, work);
  }

  private static Map<String, @Nullable String> fields(@Nullable String... pairs) {
    Map<String, @Nullable String> fields = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return fields;
  }

  private static final class KeptAudit implements AuditLog {
    private final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public void append(AuditEntry entry) {
      entries.add(entry);
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return entries.stream().limit(limit).toList();
    }

    @Override
    public Optional<AuditEntry> latestOf(String kind, String key) {
      return entries.stream()
          .filter(e -> e.kind().equals(kind) && e.key().equals(key))
          .reduce((a, b) -> b);
    }

    @Override
    public List<AuditRecord> list(AuditFilter filter, @Nullable Long beforeId, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
