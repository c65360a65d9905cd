package io.dumpwarden.config;

import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import java.time.LocalDateTime;

/** Works out which values the fields of a parsed cron expression name. */
final class CronMasks {

  /** The calendar repeats after 28 years; a date that has not come by then does not exist. */
  private static final LocalDateTime CYCLE_START = LocalDateTime.of(2001, 1, 1, 0, 0);

  private final CronText cron;

  private CronMasks(CronText cron) {
    this.cron = cron;
  }

  static CronFields fields(CronText cron) {
    CronFields fields = new CronMasks(cron).fields();
    if (fields.firstFrom(CYCLE_START, CYCLE_START.plusYears(28)).isEmpty()) {
      throw CronText.refused(cron.text(), "no such date ever comes");
    }
    return fields;
  }

  private CronFields fields() {
    long daysOfWeek = mask(CronFieldName.DAY_OF_WEEK, 0, 6);
    return new CronFields(
        mask(CronFieldName.MINUTE, 0, 59),
        mask(CronFieldName.HOUR, 0, 23),
        mask(CronFieldName.DAY_OF_MONTH, 1, 31),
        mask(CronFieldName.MONTH, 1, 12),
        // 7 is Sunday too
        (daysOfWeek | daysOfWeek >>> 7) & 0x7f,
        !startsWithStar(CronFieldName.DAY_OF_MONTH) && !startsWithStar(CronFieldName.DAY_OF_WEEK),
        startsWithStar(CronFieldName.MINUTE) || startsWithStar(CronFieldName.HOUR));
  }

  private long mask(CronFieldName name, int min, int max) {
    return mask(expression(name), min, max);
  }

  private long mask(FieldExpression expression, int min, int max) {
    if (expression instanceof Always) {
      return range(min, max, 1);
    }
    if (expression instanceof On on) {
      return 1L << value(on.getTime());
    }
    if (expression instanceof Between between) {
      return range(value(between.getFrom()), value(between.getTo()), 1);
    }
    if (expression instanceof Every every) {
      return steps(every, min, max);
    }
    if (expression instanceof And and) {
      return list(and, min, max);
    }
    throw refused("'%s' is not known here".formatted(expression.asString()));
  }

  private long steps(Every every, int min, int max) {
    int step = value(every.getPeriod());
    if (every.getExpression() instanceof Always) {
      return range(min, max, step);
    }
    if (every.getExpression() instanceof Between between) {
      return range(value(between.getFrom()), value(between.getTo()), step);
    }
    // crons differ on this one: some fire at the first value only
    String from = every.getExpression().asString();
    throw refused(
        "'%s/%d' means different things to different crons: write %s-%d/%d"
            .formatted(from, step, from, max, step));
  }

  private long list(And and, int min, int max) {
    long bits = 0;
    for (FieldExpression item : and.getExpressions()) {
      if (item instanceof Always) {
        throw refused("a * in a list makes the rest of it meaningless: write * alone");
      }
      bits |= mask(item, min, max);
    }
    return bits;
  }

  private boolean startsWithStar(CronFieldName name) {
    FieldExpression expression = expression(name);
    FieldExpression first =
        expression instanceof And and ? and.getExpressions().get(0) : expression;
    return first instanceof Always
        || first instanceof Every every && every.getExpression() instanceof Always;
  }

  private FieldExpression expression(CronFieldName name) {
    CronField field = cron.field(name);
    return field.getExpression();
  }

  private static long range(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  private static int value(FieldValue<?> value) {
    return (Integer) value.getValue();
  }

  private IllegalArgumentException refused(String reason) {
    return CronText.refused(cron.text(), reason);
  }
}
