package io.dumpwarden.app.command;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a table whose first line names the columns; empty cells say nothing. */
final class FleetCsv {

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .build();

  private FleetCsv() {}

  static List<FleetValues> read(String text) throws IOException {
    List<FleetValues> entries = new ArrayList<>();
    try (CsvParser parser = FACTORY.createParser(text)) {
      parser.setSchema(CsvSchema.emptySchema().withHeader());
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        FleetValues values = FleetValues.at(parser.currentLocation().getLineNr());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          values.texts().put(name.strip(), parser.getText());
        }
        entries.add(values);
      }
    }
    return entries;
  }
}
