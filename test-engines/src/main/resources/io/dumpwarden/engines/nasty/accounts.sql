The account that some views run as.

%%
CREATE USER IF NOT EXISTS 'nasty o''definer'@'%' IDENTIFIED BY 'nasty-Definer-1'
%%
GRANT ALL ON *.* TO 'nasty o''definer'@'%'
