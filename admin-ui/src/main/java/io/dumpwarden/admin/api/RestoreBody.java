package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.admin.route.BodyFields;
import org.jspecify.annotations.Nullable;

/** What somebody wants restored, as JSON. */
final class RestoreBody {

  private RestoreBody() {}

  /**
   * @param backup its id where the address says it; null where the body does
   */
  static RestoreWish read(BodyFields body, @Nullable String backup) {
    RestoreWish wish =
        new RestoreWish(
            backup == null ? body.required("backup") : backup,
            body.required("to"),
            body.texts("databases"),
            body.text("database"),
            body.map("renames"),
            body.texts("tables"),
            body.text("existing", "new"),
            body.text("users", "none"),
            body.flag("replaceUsers", false),
            body.flag("continueOnError", false),
            body.flag("withoutBinlog", false),
            body.texts("rewrites"),
            body.flag("skipSafetyBackup", false),
            body.text("confirm"),
            body.text("ticket"),
            body.text("parallel"),
            body.flag("resume", false));
    body.end("the restore");
    return wish;
  }
}
