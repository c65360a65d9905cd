package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.form.RowOption.Form;
import java.util.List;

/** The options of a storage. */
public final class StorageForm {

  public static final RowForm FORM =
      new RowForm(
          ConfigKind.STORAGE,
          "storage",
          "storages",
          List.of(
              RowOption.key("name", "The storage's name."),
              new RowOption(Form.FIXED, "type", "--type", "local|s3", "What it is."),
              RowOption.path(
                  "settings.path", "--path", "local: its folder; made where it is missing."),
              RowOption.toggle(
                  "settings.shared",
                  "--shared",
                  "--no-shared",
                  "local: every node sees the same folder."),
              RowOption.setting("endpoint", "URL", "s3: endpoint; AWS where not given."),
              RowOption.setting("region", "REGION", "s3: region."),
              RowOption.setting("bucket", "BUCKET", "s3: bucket; must exist."),
              RowOption.setting("prefix", "PREFIX", "s3: what every key starts with."),
              RowOption.toggle(
                  "settings.path_style",
                  "--path-style",
                  "--no-path-style",
                  "s3: bucket in the path, not in the host."),
              RowOption.setting(
                  "access_key", "KEY", "s3: access key; the SDK's default chain where not given."),
              RowOption.secret("secret_key", "--secret-key", "s3: the secret key."),
              RowOption.path(
                  "settings.ca_file", "--ca-file", "s3: PEM file with the CAs to trust."),
              RowOption.setting("sse", "none|s3|kms", "s3: encryption by the storage."),
              RowOption.setting("kms_key_id", "ID", "s3: the KMS key."),
              RowOption.setting("storage_class", "CLASS", "s3: storage class."),
              RowOption.setting(
                  "object_lock_mode",
                  "none|governance|compliance",
                  "s3: lock each object against removal; the bucket must have object lock."),
              RowOption.setting(
                  "object_lock_days", "DAYS", "s3: for so many days from its upload, as in 30."),
              RowOption.setting("part_size", "SIZE", "s3: first part size, as in 16MiB."),
              RowOption.setting("max_parts", "N", "s3: most parts an upload may have."),
              RowOption.setting(
                  "stall_limit",
                  "TIME",
                  "How long it may take no bytes before its copy is given up, as in 5m."),
              RowOption.enabled("Write to it.")));

  private StorageForm() {}
}
