#!/bin/sh
case=news_feed
. tests/doors.sh
