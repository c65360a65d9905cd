package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The accounts and grants beside a dump, read before the target is touched. */
final class AccountLoad {

  private final TargetTools tools;
  private final RestoreWork work;
  private final String script;

  private AccountLoad(TargetTools tools, RestoreWork work, String script) {
    this.tools = tools;
    this.work = work;
    this.script = script;
  }

  /**
   * @throws DumpwardenException {@code NOT_FOUND} where the source has none
   */
  static AccountLoad read(TargetTools tools, RestoreWork work) {
    try (InputStream in =
        work.source()
            .users()
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND,
                        "%s has no accounts with it".formatted(work.source().describe()),
                        "restore it without --with-users or --users-only",
                        null))) {
      return new AccountLoad(
          tools, work, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "the accounts of %s cannot be read: %s"
              .formatted(work.source().describe(), e.getMessage()),
          e);
    }
  }

  /**
   * Makes them.
   *
   * @return what the server refused, a line each
   */
  List<String> apply() {
    throw new UnsupportedOperationException(script + tools + work);
  }
}
