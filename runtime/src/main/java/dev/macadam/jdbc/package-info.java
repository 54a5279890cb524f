/** Databases on plain JDBC: any {@link javax.sql.DataSource}, pooled by HikariCP or otherwise. */
@NullMarked
package dev.macadam.jdbc;

import org.jspecify.annotations.NullMarked;
