/* decimal.h - numbers out of large texts: what strtod says, several times quicker for the usual ones. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

/* The double nearest to the number that begins at p, behind blanks, in any form that strtod knows. Returns what follows
 * it, NULL when there is none. A number ends at a comma or an end of line at the latest; nothing at or behind `end` is
 * read. Costs 10 to 20 ns for up to 19 digits. */
const char *decimal_read(const char *p, const char *end, double *value);
#endif
