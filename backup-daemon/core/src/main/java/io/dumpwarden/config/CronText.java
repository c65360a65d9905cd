package io.dumpwarden.config;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.definition.FieldDefinition;
import com.cronutils.parser.CronParser;
import java.util.Locale;
import java.util.Map;

/** A cron expression as the operator wrote it: parsed, and put into words. */
final class CronText {

  private static final CronDefinition DEFINITION =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withValidRange(0, 59)
          .withStrictRange()
          .and()
          .withHours()
          .withValidRange(0, 23)
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .withStrictRange()
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .withStrictRange()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .withStrictRange()
          .and()
          .withSupportedNicknameYearly()
          .withSupportedNicknameAnnually()
          .withSupportedNicknameMonthly()
          .withSupportedNicknameWeekly()
          .withSupportedNicknameDaily()
          .withSupportedNicknameMidnight()
          .withSupportedNicknameHourly()
          .instance();

  private static final int MAX_LENGTH = 255;

  private final String text;
  private final Map<CronFieldName, CronField> fields;

  private CronText(String text, Cron cron) {
    this.text = text;
    this.fields = cron.retrieveFieldsAsMap();
  }

  static CronText parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "cron is longer than %d characters: split the schedule".formatted(MAX_LENGTH));
    }
    if (!trimmed.startsWith("@") && trimmed.split("\\s+").length != 5) {
      throw refused(
          trimmed,
          "five fields are needed: minute, hour, day of month, month, day of week; or a name such"
              + " as @daily");
    }
    if (trimmed.contains("?")) {
      throw refused(trimmed, "write * instead of ?");
    }
    try {
      // names in any case, as for months and days
      String known = trimmed.startsWith("@") ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
      return new CronText(trimmed, new CronParser(DEFINITION).parse(known));
    } catch (IllegalArgumentException e) {
      throw refused(trimmed, reason(e));
    }
  }

  static IllegalArgumentException refused(String text, String reason) {
    return new IllegalArgumentException("cron '%s' is not valid: %s".formatted(text, reason));
  }

  String text() {
    return text;
  }

  CronField field(CronFieldName name) {
    return fields.get(name);
  }

  String describe(boolean eitherDay) {
    CronDescriptor descriptor = CronDescriptor.instance(Locale.ENGLISH);
    String byWeek = descriptor.describeDayOfWeek(fields, definitions());
    String words =
        String.join(
            " ",
            descriptor.describeHHmmss(fields),
            descriptor.describeDayOfMonth(fields),
            eitherDay ? "or " + byWeek : "",
            descriptor.describeMonth(fields),
            eitherDay ? "" : byWeek);
    return words.strip().replaceAll("\\s+", " ");
  }

  private static Map<CronFieldName, FieldDefinition> definitions() {
    return DEFINITION.retrieveFieldDefinitionsAsMap();
  }

  private static String reason(IllegalArgumentException e) {
    String message =
        String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
    return message.isEmpty()
        ? "it cannot be read"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
