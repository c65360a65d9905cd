package io.dumpwarden.app.desk;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.KeyRows;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.StorageRows;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows of configuration, changed by the same services as the command line's. */
public final class DaemonRows implements RowDesk {

  private final Platform platform;
  private final StorageRows storages;
  private final KeyRows keys;

  public DaemonRows(Platform platform) {
    this.platform = platform;
    this.storages = new StorageRows(platform);
    this.keys = new KeyRows(platform);
  }

  @Override
  public ConfigRow add(ConfigKind kind, RowChanges changes, Set<Extra> extras, Caller caller) {
    return switch (kind) {
      case STORAGE -> addStorage(changes, extras.contains(Extra.ADOPT), caller);
      case ENCRYPTION_KEY -> addKey(changes, extras.contains(Extra.GENERATE), caller);
      case SERVER, SCHEDULE, RETENTION_RULE, SETTING, CHANNEL, NOTIFICATION_RULE ->
          platform.editor().add(kind, changes, caller.actor());
    };
  }

  private ConfigRow addStorage(RowChanges changes, boolean adopt, Caller caller) {
    ConfigRow wanted = platform.editor().draft(ConfigKind.STORAGE, null, changes);
    return aboutThePlace(
        wanted.ref(),
        () -> {
          String id = adopt ? storages.adoptedId(changes) : null;
          ConfigRow row = platform.editor().add(ConfigKind.STORAGE, id, changes, caller.actor());
          storages.added(row, caller.actor());
          return row;
        });
  }

  private ConfigRow addKey(RowChanges changes, boolean generate, Caller caller) {
    Map<String, Secret> secrets = new HashMap<>(changes.secrets());
    if (generate) {
      if (secrets.containsKey("secret") || changes.fields().get("recipients") != null) {
        throw invalid(
            new RowRef(ConfigKind.ENCRYPTION_KEY, "" + changes.fields().get("name")),
            "secret",
            "is made: give neither another one nor recipients");
      }
      secrets.put("secret", KeyRows.generated());
    }
    RowChanges all = new RowChanges(changes.fields(), secrets);
    ConfigRow wanted = platform.editor().draft(ConfigKind.ENCRYPTION_KEY, null, all);
    RowChanges completed = aboutTheKey(wanted, all, () -> keys.completed(all));
    return platform.editor().add(ConfigKind.ENCRYPTION_KEY, completed, caller.actor());
  }

  @Override
  public ConfigRow edit(
      ConfigRow row,
      OptionalLong expectedVersion,
      RowChanges changes,
      Set<Extra> extras,
      Caller caller) {
    requireCurrent(row, expectedVersion);
    ConfigRow wanted = platform.editor().draft(row.kind(), row, changes);
    if (row.kind() == ConfigKind.STORAGE) {
      aboutThePlace(
          row.ref(),
          () -> {
            storages.beforeEdit(row, changes, extras.contains(Extra.MOVED));
            return row;
          });
    } else if (row.kind() == ConfigKind.ENCRYPTION_KEY) {
      aboutTheKey(
          wanted,
          changes,
          () -> {
            keys.requireUsable(wanted);
            return wanted;
          });
    }
    OptionalLong version = OptionalLong.of(expectedVersion.orElse(row.version()));
    return platform.editor().edit(row.kind(), row.key(), version, changes, caller.actor());
  }

  /** Before a folder is made for an edit that comes too late. */
  private static void requireCurrent(ConfigRow row, OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != row.version()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_CONFLICT,
          "%s '%s' was changed by somebody else meanwhile"
              .formatted(row.kind().table(), row.key()));
    }
  }

  @Override
  public void remove(ConfigKind kind, String key, Set<Extra> extras, Caller caller) {
    if (kind == ConfigKind.ENCRYPTION_KEY && !extras.contains(Extra.FORCE)) {
      platform.rows().find(kind, key).ifPresent(keys::requireNotNeeded);
    }
    platform.editor().remove(kind, key, caller.actor());
  }

  @Override
  public void useKey(String name, Caller caller) {
    ConfigRow row =
        platform
            .rows()
            .find(ConfigKind.ENCRYPTION_KEY, name)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND, "there is no key '%s'".formatted(name)));
    keys.use(row, caller.actor());
  }

  /** A place that cannot be used is a problem of the field that names it. */
  private static ConfigRow aboutThePlace(RowRef row, Supplier<ConfigRow> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw invalid(row, "settings.path", String.valueOf(e.getMessage()));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.STORAGE_UNRECOGNISED) {
        throw e;
      }
      throw invalid(row, "settings.path", "%s: %s".formatted(e.getMessage(), e.hint()));
    }
  }

  private static <T> T aboutTheKey(ConfigRow wanted, RowChanges changes, Supplier<T> work) {
    try {
      return work.get();
    } catch (DumpwardenException e) {
      String given = wanted.fields().get("recipients") == null ? "secret" : "recipients";
      boolean edited = changes.secrets().containsKey(given) || changes.fields().containsKey(given);
      String field = edited ? given : "check_value";
      throw switch (e.code()) {
        case KEY_WRONG, KEY_MISSING, SECRET_UNREADABLE ->
            invalid(wanted.ref(), field, String.valueOf(e.getMessage()));
        default -> e;
      };
    }
  }

  private static InvalidConfigException invalid(
      RowRef row, String field, @Nullable String message) {
    return new InvalidConfigException(row, List.of(new Problem(field, "" + message)));
  }
}
