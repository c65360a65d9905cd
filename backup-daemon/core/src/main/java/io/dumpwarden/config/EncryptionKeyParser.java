package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads an encryption key's row: aes-256-gcm has a secret; age has either a secret, its passphrase,
 * or recipients.
 */
public final class EncryptionKeyParser {

  private static final Pattern RECIPIENT = Pattern.compile("age1[02-9ac-hj-np-z]{58}");

  private EncryptionKeyParser() {}

  /**
   * The row as a value.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static EncryptionKey parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    EncryptionChoice.Type type =
        fields.choice(
            "type",
            EncryptionChoice.Type.AES_256_GCM,
            EncryptionChoice.Type.class,
            EncryptionChoice.Type::id);
    EncryptionKey key =
        new EncryptionKey(
            fields.name("name"),
            type,
            fields.raw("secret").map(StoredSecret::new).orElse(null),
            fields.read("recipients", EncryptionKeyParser::recipients).orElse(List.of()),
            fields.text("check_value").orElse(null));
    check(fields, type);
    fields.throwIfAny(row.ref());
    return key;
  }

  private static void check(Fields fields, EncryptionChoice.Type type) {
    boolean secret = fields.isSet("secret");
    boolean recipients = fields.isSet("recipients");
    switch (type) {
      case NONE -> fields.problem("type", "'none' is not a type of key");
      case AES_256_GCM -> {
        if (!secret) {
          fields.problem("secret", "must be set");
        }
        if (recipients) {
          fields.problem("recipients", "are for type age");
        }
      }
      case AGE -> {
        if (secret == recipients) {
          fields.problem("recipients", "set either recipients or a secret, its passphrase");
        }
      }
    }
  }

  private static List<String> recipients(String text) {
    List<String> recipients =
        Arrays.stream(text.split("[,\\s]+")).filter(r -> !r.isEmpty()).toList();
    for (String recipient : recipients) {
      if (!RECIPIENT.matcher(recipient).matches()) {
        throw new IllegalArgumentException(
            "'%s' is not a recipient of age: write age1 and 58 characters".formatted(recipient));
      }
    }
    return recipients;
  }
}
