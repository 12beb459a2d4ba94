/** What AWS Lambda receives, as CloudEvents. */
@NullMarked
package dev.portolan.aws;

import org.jspecify.annotations.NullMarked;
