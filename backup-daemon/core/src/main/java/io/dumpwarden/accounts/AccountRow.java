package io.dumpwarden.accounts;

import java.util.List;

/**
 * What mysql.user says of an account that SHOW CREATE USER does not say, or not in SQL that can be
 * run.
 *
 * @param plainTexts texts that the server does not escape
 * @param attribute MySQL's comment and attributes, as JSON; empty where there are none
 * @param defaultRole MariaDB's; empty where there is none
 * @param formerPassword whether MySQL accepts a former password too
 */
record AccountRow(
    Account account,
    List<String> plainTexts,
    String attribute,
    String defaultRole,
    boolean formerPassword) {

  AccountRow {
    plainTexts = List.copyOf(plainTexts);
  }

  /** Of an account of which there is nothing to be seen in mysql.user. */
  static AccountRow unknown(Account account) {
    return new AccountRow(account, List.of(), "", "", false);
  }
}
