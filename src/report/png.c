#include "report/png.h"
#include "base/mem.h"

#include <png.h>
#include <stdlib.h>

static void base64(const uint8_t *bytes, size_t n, struct text *out) {
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16;
        three |= i + 1 < n ? (uint32_t)bytes[i + 1] << 8 : 0;
        three |= i + 2 < n ? bytes[i + 2] : 0;
        text_format(out, "%c%c%c%c", digit[three >> 18], digit[three >> 12 & 63],
                    i + 1 < n ? digit[three >> 6 & 63] : '=', i + 2 < n ? digit[three & 63] : '=');
    }
}

void png_data_uri(const uint8_t *rgb, int width, int height, struct text *out) {
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)width,
                       .height = (png_uint_32)height,
                       .format = PNG_FORMAT_RGB};
    png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
    uint8_t *file = mem_must(bytes, 1);
    if (png_image_write_to_memory(&image, file, &bytes, 0, rgb, 0, NULL)) {
        text_add(out, "data:image/png;base64,");
        base64(file, bytes, out);
    }
    png_image_free(&image);
    free(file);
}
